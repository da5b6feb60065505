using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Profile;

/// <summary>From the elector who finds something wrong to the agent's answer.</summary>
public sealed class CorrectionTests
{
    private const string Wanted = "Je suis affectée au lycée Delambre depuis le 1er septembre";

    [Theory, EachDatabase]
    public async Task A_request_reaches_the_helpdesk_of_the_academie_and_its_answer_the_elector(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        var agent = await app.Agents.SignInAsync();

        Assert.Equal("/portail/profil", (await AskAsync(browser, "Posting", Wanted)).Location);
        var waiting = await browser.GetAsync("/portail/profil");
        var list = await agent.GetAsync("/helpdesk/corrections");
        var form = await agent.GetAsync(list.Document.QuerySelector("main td a")!.GetAttribute("href")!);
        var answered = await form.Fill("Réponse à l'électeur", "Votre affectation est corrigée ce jour.").PressAsync("Répondre");
        var again = await form.PressAsync("Répondre");
        await app.RunOutboxAsync();

        Assert.Contains("En attente d'une réponse", waiting.MainText, StringComparison.Ordinal);
        Assert.Contains(Wanted, form.MainText, StringComparison.Ordinal);
        Assert.Equal("/helpdesk/corrections", answered.Location);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Un autre agent a déjà répondu à cette demande."), (again.Status, again.Errors[0]));
        Assert.Contains("Votre affectation est corrigée ce jour.", (await browser.GetAsync("/portail/profil")).MainText, StringComparison.Ordinal);
        var mail = Assert.Single(app.Mailbox.NewestFirst);
        Assert.Equal(person.Email, mail.To);
        Assert.Contains("L'assistance de votre académie vous répond : Votre affectation est corrigée ce jour.", mail.Text, StringComparison.Ordinal);
        Assert.Equal(
            [(JournalKind.CorrectionAsked, JournalOutcome.Done), (JournalKind.CorrectionAnswered, JournalOutcome.Done), (JournalKind.CorrectionAnswered, JournalOutcome.Refused)],
            await JournalAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Three_may_wait_however_many_are_sent_at_once(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        var forms = new List<TestPage>();
        for (var number = 0; number < 6; number++)
            forms.Add((await browser.GetAsync("/portail/profil/correction")).Fill("Information à corriger", "Corps").Fill("Ce qu'il faudrait lire", $"Demande {number}"));

        var answers = await Task.WhenAll(forms.Select(form => form.PressAsync("Envoyer ma demande")));

        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.SeeOther));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.SeeOther), answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        Assert.Equal([1, 2, 3], await app.WithDbAsync(db => db.CorrectionRequests.Select(row => row.Slot!.Value).Order().ToListAsync()));
        Assert.Equal(3, (await JournalAsync(app)).Count(entry => entry.Outcome == JournalOutcome.Refused));
    }

    [Theory]
    [InlineData("", "Le lycée Delambre", "Choisissez l'information à corriger.")]
    [InlineData("Rien", "Le lycée Delambre", "Choisissez l'information à corriger.")]
    [InlineData("Name", "a", "Dites ce qu'il faudrait lire, en 3 à 200 caractères.")]
    [InlineData("Name", "mon NUMEN est 20E1234567ABC", "Ce texte semble contenir un NUMEN, un identifiant ou un numéro de téléphone : retirez-le, l'assistance n'en a pas besoin.")]
    public async Task What_cannot_be_passed_on_is_said_and_kept_in_the_form(string fact, string wanted, string error)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        var page = await AskAsync(browser, fact, wanted);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, error), (page.Status, page.Errors[0]));
        Assert.Equal(wanted, page.Field("Ce qu'il faudrait lire").TextContent);
        Assert.Equal(0, await app.WithDbAsync(db => db.CorrectionRequests.CountAsync()));
        Assert.Empty(await JournalAsync(app));
    }

    [Fact]
    public async Task An_agent_of_another_academie_sees_none_of_it()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        await AskAsync(browser, "Corps", Wanted);
        var id = await app.WithDbAsync(db => db.CorrectionRequests.Select(row => row.Id).SingleAsync());
        var stranger = await app.Agents.SignInAsync(AgentRole.Agent, "Lille");

        Assert.DoesNotContain(Wanted, (await stranger.GetAsync("/helpdesk/corrections")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/helpdesk/corrections/{id}")).Status);
        Assert.Contains(Wanted, (await (await app.Agents.SignInAsync(AgentRole.Supervisor)).GetAsync("/helpdesk/corrections")).Body, StringComparison.Ordinal);
    }

    private static async Task<TestPage> AskAsync(TestBrowser browser, string fact, string wanted) =>
        await (await browser.GetAsync("/portail/profil/correction")).Fill("Information à corriger", fact).Fill("Ce qu'il faudrait lire", wanted).PressAsync("Envoyer ma demande");

    private static Task<List<(JournalKind Kind, JournalOutcome Outcome)>> JournalAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.Where(row => row.Kind == JournalKind.CorrectionAsked || row.Kind == JournalKind.CorrectionAnswered).OrderBy(row => row.Id).ToListAsync())
            .Select(row => (row.Kind, row.Outcome)).ToList());
}
