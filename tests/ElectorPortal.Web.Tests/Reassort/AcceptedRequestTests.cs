using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Reassort;

public sealed partial class AcceptedRequestTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "2.3.3")]
    [Trait("ASVS", "6.3.7")]
    public async Task An_accepted_request_brings_a_mail_an_SMS_and_the_one_identifier_that_is_valid(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);

        var answer = await browser.AskAsync(person);
        await app.RunOutboxAsync();

        Assert.Equal((HttpStatusCode.SeeOther, "/portail/reassort/suivi"), (answer.Status, answer.Location));
        var sms = app.Mailbox.NewestFirst.Single(message => message.IsSms);
        var mail = app.Mailbox.NewestFirst.Single(message => !message.IsSms);
        Assert.Equal("+33601020304", sms.To);
        Assert.Matches(
            "^Bonjour,\nVotre nouvel identifiant de vote: [23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}\nVotre ancien identifiant a été invalidé.\n"
            + "Cordialement,\nLe Ministère de l'Éducation Nationale$",
            sms.Text);
        Assert.Equal("MEN - Demande de renvoi de l'identifiant du portail de vote", mail.Subject);
        Assert.Contains("Votre identifiant sera envoyé au 06xxxxxxx dans un délai maximum de 15 minutes", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"{PortalApp.PublicBaseUrl}/portail/signalement?token=", mail.Text, StringComparison.Ordinal);

        Assert.True(VoterIdentifier.TryParse(IdentifierIn(sms.Text), out var sent));
        var stored = Assert.Single(await app.WithDbAsync(db => db.Identifiers.ToListAsync()));
        Assert.Equal(app.Services.GetRequiredService<KeyedHash>().Of(sent), stored.Hash);
        var entry = Assert.Single(await app.WithDbAsync(db => db.Journal.Where(row => row.Kind == JournalKind.Reassort).ToListAsync()));
        Assert.Equal((JournalOutcome.Done, "06xxxxxxx"), (entry.Outcome, entry.Detail));
    }

    [Theory, EachDatabase]
    public async Task What_a_request_is_judged_on_is_one_question_answered_from_indexes(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        var person = await app.Electors.AddActiveAsync();
        var form = (await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person))).FillAll(person);
        plans.Forget();

        await form.PressAsync("Valider");

        foreach (var table in new[] { "Electors", "Identifiers", "SecurityCodes", "ReassortRequests" })
            await plans.AssertLooksUpAsync(table, "\"FormKey\"", "\"SecurityCodes\"");
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.6.2")]
    public async Task A_second_request_kills_the_identifier_of_the_first_and_its_SMS_that_has_not_left(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);

        await browser.AskAsync(person);
        await browser.AskAsync(person);
        await app.RunOutboxAsync();

        var sms = Assert.Single(app.Mailbox.NewestFirst, message => message.IsSms);
        Assert.True(VoterIdentifier.TryParse(IdentifierIn(sms.Text), out var sent));
        var stored = Assert.Single(await app.WithDbAsync(db => db.Identifiers.ToListAsync()));
        Assert.Equal(app.Services.GetRequiredService<KeyedHash>().Of(sent), stored.Hash);
        Assert.Equal(1, await app.WithDbAsync(db => db.OutboxMessages.CountAsync(message => message.Status == OutboxStatus.Superseded)));
    }

    [Fact]
    [Trait("ASVS", "6.5.2")]
    [Trait("ASVS", "14.2.7")]
    public async Task Nothing_that_the_database_keeps_once_the_messages_have_left_holds_the_identifier_or_the_number()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        await (await app.Electors.SignInAsync(person)).AskAsync(person);
        await app.RunOutboxAsync();

        Assert.Equal(0, await app.WithDbAsync(db => db.OutboxMessages.CountAsync(message => message.Payload != null)));
        Assert.All(
            await app.WithDbAsync(db => db.Journal.Select(entry => entry.Detail).ToListAsync()),
            detail => Assert.DoesNotContain("601020304", detail ?? "", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task The_same_form_posted_twice_costs_one_request(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var form = (await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person))).FillAll(person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => form.PressAsync("Valider")));

        Assert.All(answers, answer => Assert.Equal("/portail/reassort/suivi", answer.Location));
        Assert.Equal(1, await app.WithDbAsync(db => db.ReassortRequests.CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id).Select(row => row.Reassort.Used).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task Of_twelve_requests_at_once_three_are_accepted_and_the_others_refused_cleanly(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        var forms = new List<TestPage>();
        for (var i = 0; i < 12; i++)
            forms.Add((await ReassortJourney.OpenAsync(browser)).FillAll(person));

        var answers = await Task.WhenAll(forms.Select(form => form.PressAsync("Valider")));

        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.SeeOther));
        Assert.Equal(9, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(3, await app.WithDbAsync(db => db.OutboxMessages.CountAsync(message => message.Channel == Channel.Sms)));
        Assert.Equal(1, await app.WithDbAsync(db => db.Identifiers.CountAsync()));
    }

    [Fact]
    public async Task The_follow_up_says_where_each_message_is()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        var before = await browser.GetAsync("/portail/reassort/suivi");

        var waiting = await (await browser.AskAsync(person)).FollowAsync();
        await app.RunOutboxAsync();
        var handedOver = await browser.GetAsync("/portail/reassort/suivi");

        Assert.Contains("Vous n'avez fait aucune demande", before.MainText, StringComparison.Ordinal);
        Assert.Contains("En attente", waiting.MainText, StringComparison.Ordinal);
        Assert.Contains("Remis à l'opérateur", handedOver.MainText, StringComparison.Ordinal);
        Assert.Contains("06xxxxxxx", handedOver.MainText, StringComparison.Ordinal);
    }

    private static string IdentifierIn(string text) => Identifier().Match(text).Value;

    [GeneratedRegex("[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}")]
    private static partial Regex Identifier();
}
