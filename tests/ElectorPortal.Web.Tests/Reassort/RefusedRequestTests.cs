using System.Net;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Reassort;

public sealed class RefusedRequestTests
{
    private const string WrongIdentity = "Les informations saisies ne correspondent pas à celles de votre dossier.";

    [Theory]
    [InlineData("N° tél", "", "Saisissez votre numéro de téléphone mobile.")]
    [InlineData("N° tél", "03 22 00 00 00", "Ce numéro n'est pas celui d'un téléphone mobile : il ne pourrait pas recevoir de SMS. Saisissez celui d'un téléphone mobile.")]
    [InlineData("N° tél", "+44 7400 123456", "Les SMS ne peuvent pas être envoyés dans ce pays.")]
    [InlineData("N° tél", "bonjour", "Saisissez un numéro de téléphone mobile valable")]
    [InlineData("NUMEN", "", "Saisissez votre NUMEN.")]
    [InlineData("NUMEN", "123", "Le NUMEN est fait de 13 caractères")]
    [InlineData("Date de naissance (jj/mm/aaaa)", "", "Saisissez votre date de naissance.")]
    [InlineData("Date de naissance (jj/mm/aaaa)", "31/02/1978", "Saisissez une date de naissance qui existe")]
    [InlineData("Date de naissance (jj/mm/aaaa)", "1978-03-14", "Saisissez une date de naissance qui existe")]
    [InlineData("Code de sécurité", "", "Recopiez le code de sécurité.")]
    [InlineData("Code de sécurité", "9999", "Le code de sécurité est incorrect ou a expiré.")]
    [Trait("ASVS", "2.2.3")]
    public async Task A_wrong_field_is_named_keeps_what_was_typed_and_costs_nothing(string field, string typed, string message)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);

        var answer = await (await ReassortJourney.OpenAsync(browser)).FillAll(person).Fill(field, typed).PressAsync("Valider");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith(message, Assert.Single(answer.Errors), StringComparison.Ordinal);
        Assert.StartsWith("Erreur : ", answer.Document.Title!, StringComparison.Ordinal);
        Assert.Equal("true", answer.Field(field).GetAttribute("aria-invalid"));
        Assert.Equal("", answer.Field("Code de sécurité").GetAttribute("value") ?? "");
        Assert.Equal(field == "NUMEN" ? typed : person.Numen, answer.Field("NUMEN").GetAttribute("value") ?? "");
        await AssertNothingGivenAsync(app, person, used: 0);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "7.5.3")]
    public async Task A_wrong_NUMEN_and_a_wrong_date_get_one_and_the_same_message(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);

        var wrongNumen = await (await ReassortJourney.OpenAsync(browser)).FillAll(person)
            .Fill("NUMEN", "99Z9999999ZZZ").PressAsync("Valider");
        var wrongDate = await (await ReassortJourney.OpenAsync(browser)).FillAll(person)
            .Fill("Date de naissance (jj/mm/aaaa)", "15/03/1978").PressAsync("Valider");

        Assert.Equal([WrongIdentity], wrongNumen.Errors);
        Assert.Equal([WrongIdentity], wrongDate.Errors);
        await AssertNothingGivenAsync(app, person, used: 0);
        Assert.Equal(2, await CountAsync(app, ReassortRefusal.WrongIdentity));
    }

    [Theory, EachDatabase]
    public async Task After_five_wrong_identities_the_form_closes_for_fifteen_minutes_even_to_the_right_one(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        for (var i = 0; i < 5; i++)
            await (await ReassortJourney.OpenAsync(browser)).FillAll(person).Fill("NUMEN", "99Z9999999ZZZ").PressAsync("Valider");

        var closed = await browser.AskAsync(person);
        app.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var stillClosed = await browser.AskAsync(person);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var open = await browser.AskAsync(person);

        Assert.Equal((HttpStatusCode)429, closed.Status);
        Assert.Equal("900", closed.Answer.Headers.RetryAfter!.ToString());
        Assert.Equal((HttpStatusCode)429, stillClosed.Status);
        Assert.Equal(HttpStatusCode.SeeOther, open.Status);
        Assert.Equal(2, await CountAsync(app, ReassortRefusal.FormClosed));
    }

    [Theory, EachDatabase]
    public async Task A_second_request_waits_for_the_end_of_the_cool_down(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        await browser.AskAsync(person);

        app.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var early = await browser.AskAsync(person);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await browser.AskAsync(person);

        Assert.Equal((HttpStatusCode)429, early.Status);
        Assert.Equal(HttpStatusCode.SeeOther, late.Status);
        Assert.Equal(1, await CountAsync(app, ReassortRefusal.TooSoon));
        Assert.Equal(2, await app.WithDbAsync(db => db.ReassortRequests.CountAsync()));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "2.3.2")]
    [Trait("ASVS", "16.3.3")]
    public async Task A_fourth_request_is_refused_and_costs_nothing(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.AskAsync(person)).Status);

        var fourth = await browser.AskAsync(person);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, fourth.Status);
        Assert.Contains("Vous avez déjà utilisé vos 3 demandes", Assert.Single(fourth.Errors), StringComparison.Ordinal);
        Assert.Contains("Il ne vous reste aucune demande", fourth.MainText, StringComparison.Ordinal);
        Assert.Equal(3, await app.WithDbAsync(db => db.ReassortRequests.CountAsync()));
        Assert.Equal(6, await app.WithDbAsync(db => db.OutboxMessages.CountAsync()));
        Assert.Equal(1, await CountAsync(app, ReassortRefusal.NoRequestLeft));
    }

    [Fact]
    public async Task A_security_code_answers_once()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var form = (await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person))).FillAll(person);
        await form.Fill("NUMEN", "99Z9999999ZZZ").PressAsync("Valider");

        var replay = await form.Fill("NUMEN", person.Numen).PressAsync("Valider");

        Assert.StartsWith("Le code de sécurité est incorrect ou a expiré.", Assert.Single(replay.Errors), StringComparison.Ordinal);
        await AssertNothingGivenAsync(app, person, used: 0);
    }

    [Fact]
    public async Task A_security_code_of_another_session_is_worth_nothing()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var other = await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(await app.Electors.AddActiveAsync()));
        var stolen = other.Document.QuerySelector("input[name=SecurityCodeId]")!.GetAttribute("value")!;

        var answer = await (await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person)))
            .FillAll(person).Forge("SecurityCodeId", stolen).PressAsync("Valider");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        await AssertNothingGivenAsync(app, person, used: 0);
    }

    [Theory]
    [InlineData("FormKey", "abc")]
    [InlineData("FormKey", "")]
    [InlineData("SecurityCodeId", "abc")]
    [Trait("ASVS", "2.2.2")]
    public async Task A_damaged_hidden_field_is_a_refusal_and_not_a_fault(string field, string value)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();

        var answer = await (await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person)))
            .FillAll(person).Forge(field, value).PressAsync("Valider");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        await AssertNothingGivenAsync(app, person, used: 0);
    }

    [Fact]
    [Trait("ASVS", "15.3.3")]
    public async Task What_is_not_a_field_of_the_form_changes_nothing()
    {
        await using var app = await PortalApp.StartAsync();
        var (person, other) = (await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync());

        var answer = await (await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person))).FillAll(person)
            .Forge("ElectorId", $"{other.Id}").Forge("Used", "0").Forge("Page.Left", "9").Forge("Identifier", "AAAAAAAAAAAA").PressAsync("Valider");

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(person.Id, (await app.WithDbAsync(db => db.Identifiers.SingleAsync())).ElectorId);
    }

    [Fact]
    public async Task Only_a_number_on_file_is_accepted_where_the_policy_says_so()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Reassort:NumberPolicy", "OnFile"));
        var person = await app.Electors.AddActiveAsync(phoneOnFile: "+33601020305");
        var browser = await app.Electors.SignInAsync(person);

        var typed = await browser.AskAsync(person);
        var onFile = await (await ReassortJourney.OpenAsync(browser)).FillAll(person).Fill("N° tél", "0601020305").PressAsync("Valider");

        Assert.Contains("Ce numéro n'est pas celui que connaît votre service des ressources humaines", Assert.Single(typed.Errors), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, onFile.Status);
    }

    [Theory]
    [InlineData("2018-11-04T23:59:59", HttpStatusCode.Forbidden)]
    [InlineData("2018-11-05T00:00:00", HttpStatusCode.OK)]
    [InlineData("2018-12-06T16:59:59", HttpStatusCode.OK)]
    [InlineData("2018-12-06T17:00:00", HttpStatusCode.Forbidden)]
    public async Task The_form_opens_and_closes_to_the_second(string parisTime, HttpStatusCode expected)
    {
        Assert.True(Domain.Elections.ParisTime.TryParse(parisTime, out var instant));
        await using var app = await PortalApp.StartAtAsync(instant);
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        var page = await ReassortJourney.OpenAsync(browser);

        Assert.Equal(expected, page.Status);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Contains("du lundi 5 novembre 2018 à 0 h 00 au jeudi 6 décembre 2018 à 17 h 00", page.MainText, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("ASVS", "2.3.1")]
    public async Task Nobody_asks_without_having_signed_in()
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(ReassortJourney.Path);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (page.Status, page.Location));
    }

    private static Task<int> CountAsync(PortalApp app, ReassortRefusal reason)
    {
        var word = reason.ToString();
        return app.WithDbAsync(db => db.Journal.CountAsync(
            entry => entry.Kind == JournalKind.Reassort && entry.Outcome == JournalOutcome.Refused && entry.Reason == word));
    }

    private static async Task AssertNothingGivenAsync(PortalApp app, TestElector person, int used)
    {
        Assert.Equal(used, await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id).Select(row => row.Reassort.Used).SingleAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Identifiers.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.OutboxMessages.CountAsync()));
    }
}
