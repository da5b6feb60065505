using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk.Incident;

public sealed class IncidentTests
{
    private const string Field = "Texte du bandeau";
    private const string Show = "Afficher sur toutes les pages";
    private const string Text = "Les SMS partent avec une heure de retard. Votre demande est enregistrée.";

    [Theory, EachDatabase]
    public async Task What_an_administrator_writes_stands_above_every_page_until_he_takes_it_away(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var me = await app.Agents.AddAsync(AgentRole.Administrator);
        var browser = await app.Agents.SignInAsync(me);
        var elector = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        var before = await browser.GetAsync("/helpdesk/bandeau");

        var shown = await before.Fill(Field, $" {Text} ").PressAsync(Show);

        Assert.Contains("Aucun bandeau n'est affiché.", before.MainText, StringComparison.Ordinal);
        Assert.Equal("/helpdesk/bandeau", shown.Location);
        foreach (var page in new[] { await elector.GetAsync("/portail/accueil"), await app.NewBrowser().GetAsync("/aide"), await elector.GetAsync("/nulle-part"), await shown.FollowAsync() })
            Assert.Contains(Text, Banner(page), StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains(Text, Banner(await app.NewBrowser().GetAsync("/")), StringComparison.Ordinal);

        await (await browser.GetAsync("/helpdesk/bandeau")).PressAsync("Retirer le bandeau");
        Assert.Null(Banner(await elector.GetAsync("/portail/accueil")));
        var entries = await app.WithDbAsync(db => db.Journal.Where(entry => entry.AgentId == me.Id).OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(
            [(JournalKind.IncidentShown, JournalOutcome.Done, Text), (JournalKind.IncidentEnded, JournalOutcome.Done, null)],
            entries.Select(entry => (entry.Kind, entry.Outcome, entry.Detail)));
    }

    [Theory]
    [InlineData("Panne.", "Dites en une phrase ce qui se passe, en 10 caractères au moins.", IncidentRefusal.TooShort)]
    [InlineData("", "Dites en une phrase ce qui se passe, en 10 caractères au moins.", IncidentRefusal.TooShort)]
    [InlineData("Les SMS partent\navec du retard.", "Écrivez le texte d'une traite, sans retour à la ligne.", IncidentRefusal.NotText)]
    public async Task A_text_that_nobody_could_read_is_refused_and_changes_nothing(string typed, string said, IncidentRefusal reason)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);

        var refused = await (await browser.GetAsync("/helpdesk/bandeau")).Fill(Field, typed).PressAsync(Show);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([said], refused.Errors);
        Assert.Null(Banner(refused));
        Assert.Null(await app.WithDbAsync(db => db.Incidents.Select(notice => notice.Text).SingleAsync()));
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal((JournalKind.IncidentShown, JournalOutcome.Refused, reason.ToString()), (entry.Kind, entry.Outcome, entry.Reason));
    }

    [Theory]
    [InlineData(AgentRole.Agent)]
    [InlineData(AgentRole.Supervisor)]
    public async Task Only_an_administrator_may(AgentRole role)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Agents.SignInAsync(role);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/helpdesk/bandeau")).Status);
        foreach (var path in new[] { "/helpdesk/bandeau", "/helpdesk/bandeau/retrait" })
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post, path);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync("/", forged)).Status);
        }

        Assert.Null(await app.WithDbAsync(db => db.Incidents.Select(notice => notice.Text).SingleAsync()));
    }

    /// <summary>What was written by another node.</summary>
    [Fact]
    public async Task Another_nodes_banner_shows_within_three_seconds()
    {
        await using var app = await PortalApp.StartAsync();
        Assert.Null(Banner(await app.NewBrowser().GetAsync("/aide")));
        await app.WithDbAsync(db => db.Incidents.ExecuteUpdateAsync(notice => notice.SetProperty(row => row.Text, Text)));

        app.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Contains(Text, Banner(await app.NewBrowser().GetAsync("/aide")), StringComparison.Ordinal);
    }

    private static string? Banner(TestPage page) => page.Document.QuerySelector("section[aria-label='Incident en cours']")?.TextContent;
}
