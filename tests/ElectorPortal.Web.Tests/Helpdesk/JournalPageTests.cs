using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class JournalPageTests
{
    [Fact]
    public async Task Nobody_but_an_agent_reads_it()
    {
        await using var app = await PortalApp.StartAsync();
        var elector = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        foreach (var browser in new[] { app.NewBrowser(), elector })
        {
            foreach (var address in new[] { "/helpdesk", "/helpdesk/journal", "/helpdesk/electeurs", "/helpdesk/electeurs/1", "/helpdesk/messages" })
            {
                var page = await browser.GetAsync(address);
                Assert.Equal((HttpStatusCode.SeeOther, "/helpdesk/connexion"), (page.Status, page.Location));
            }
        }
    }

    [Fact]
    public async Task An_empty_journal_says_so()
    {
        await using var app = await PortalApp.StartAsync();
        var agent = await app.Agents.SignInAsync();

        Assert.Contains("Le journal est vide", (await agent.GetAsync("/helpdesk/journal")).MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Each_line_says_in_words_what_happened_newest_first(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        await WriteAsync(
            app,
            (JournalKind.SignIn, JournalOutcome.Refused, "WrongPassword", null, person.Id),
            (JournalKind.Message, JournalOutcome.Failed, "FailedPermanent", "ReassortIdentifier 06xxxxxxx 30005", person.Id),
            (JournalKind.Import, JournalOutcome.Done, null, "electeurs.csv", null));
        var agent = await app.Agents.SignInAsync(AgentRole.Supervisor);

        var lines = Lines(await agent.GetAsync("/helpdesk/journal"));

        Assert.Equal(3, lines.Count);
        Assert.Contains("Import des listes : electeurs.csv", lines[0], StringComparison.Ordinal);
        Assert.Contains("SMS au 06xxxxxxx (nouvel identifiant) : non distribué, numéro inconnu de l'opérateur", lines[1], StringComparison.Ordinal);
        Assert.Contains("Connexion, refus : mot de passe incorrect", lines[2], StringComparison.Ordinal);
        Assert.Contains("BERNARD Camille", lines[2], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task It_is_read_page_by_page_without_losing_or_repeating_a_line_of_the_same_instant(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        for (var number = 0; number < 120; number++)
            await WriteAsync(app, step: number % 7 == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero, (JournalKind.Removal, JournalOutcome.Done, null, null, person.Id));
        var agent = await app.Agents.SignInAsync();

        var seen = new List<string>();
        var address = "/helpdesk/journal?evenement=Removal";
        while (address is not null)
        {
            var page = await agent.GetAsync(address);
            seen.AddRange(page.Document.QuerySelectorAll("main tbody time").Select(time => time.GetAttribute("datetime")!));
            address = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Theory, EachDatabase]
    public async Task It_is_filtered_by_elector_academie_event_outcome_and_day(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync("lea.petit@ac-amiens.fr", called: "Petit//Léa");
        var other = await app.Electors.AddAsync("luc@ac-lille.fr", academy: "Lille", called: "Dupont//Luc");
        await WriteAsync(app, (JournalKind.SignIn, JournalOutcome.Done, null, null, person.Id));
        await WriteAsync(app, (JournalKind.SignIn, JournalOutcome.Refused, "WrongPassword", null, other.Id));
        // In Paris it is the next day already.
        await WriteAsync(app, step: TimeSpan.FromHours(13), (JournalKind.Removal, JournalOutcome.Done, null, null, other.Id));
        var agent = await app.Agents.SignInAsync(AgentRole.Supervisor);

        foreach (var (query, expected) in new[]
        {
            ("academie=Lille", 2), ("academie=Amiens", 1), ("evenement=SignIn", 2), ("resultat=Refused", 1), ("jour=2018-12-01", 1),
            ("jour=30/11/2018", 2), ("jour=2018-11-29", 0), ("electeur=petit", 1), ("electeur=luc%40ac-lille.fr", 2),
            ("electeur=dupont&evenement=Removal&resultat=Done&jour=2018-12-01&academie=Lille", 1),
        })
        {
            var page = await agent.GetAsync($"/helpdesk/journal?{query}");
            Assert.Equal((query, expected), (query, Lines(page).Count(line => !line.Contains("Recherche", StringComparison.Ordinal))));
        }
    }

    [Theory]
    [InlineData("academie=Atlantide", "Choisissez une académie de la liste.")]
    [InlineData("evenement=99", "Choisissez un événement de la liste.")]
    [InlineData("resultat=%27", "Choisissez un résultat de la liste.")]
    [InlineData("jour=hier", "Saisissez le jour sous la forme jj/mm/aaaa, par exemple 29/11/2018.")]
    [InlineData("avant=0-x", "Ce lien vers la suite du journal est incomplet : reprenez à la première page.")]
    [InlineData("avant=9999999999999999999-1", "Ce lien vers la suite du journal est incomplet : reprenez à la première page.")]
    public async Task What_cannot_be_read_of_a_filter_is_said(string query, string message)
    {
        await using var app = await PortalApp.StartAsync();
        var agent = await app.Agents.SignInAsync(AgentRole.Supervisor);

        var page = await agent.GetAsync($"/helpdesk/journal?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal([message], page.Errors);
    }

    [Theory, EachDatabase]
    public async Task An_agent_reads_what_concerns_the_electors_of_his_academie_and_nothing_else(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var own = await app.Electors.AddAsync();
        var other = await app.Electors.AddAsync("luc@ac-lille.fr", academy: "Lille", called: "Dupont//Luc");
        await WriteAsync(
            app,
            (JournalKind.SignIn, JournalOutcome.Done, null, null, own.Id),
            (JournalKind.SignIn, JournalOutcome.Done, null, null, other.Id),
            (JournalKind.Import, JournalOutcome.Done, null, "toutes les académies", null));
        var agent = await app.Agents.SignInAsync();

        Assert.Contains("BERNARD", Assert.Single(Lines(await agent.GetAsync("/helpdesk/journal"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.GetAsync("/helpdesk/journal?academie=Lille")).Status);

        // An elector who comes brings his story along; one who leaves takes it away.
        await app.WithDbAsync(async db =>
        {
            var (amiens, lille) = (await IdAsync(db, "Amiens"), await IdAsync(db, "Lille"));
            (await db.Electors.SingleAsync(row => row.Id == own.Id)).AcademyId = lille;
            (await db.Electors.SingleAsync(row => row.Id == other.Id)).AcademyId = amiens;
            return await db.SaveChangesAsync();
        });
        Assert.Empty(Lines(await agent.GetAsync("/helpdesk/journal")));
        Assert.Contains("Dupont Luc", Assert.Single(Lines(await agent.GetAsync("/helpdesk/journal?electeur=luc%40ac-lille.fr"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/helpdesk/electeurs/{own.Id}")).Status);
    }

    private static Task<int> IdAsync(PortalDbContext db, string academy) =>
        db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync();

    private static Task WriteAsync(PortalApp app, params (JournalKind, JournalOutcome, string?, string?, int?)[] entries) =>
        WriteAsync(app, TimeSpan.FromSeconds(1), entries);

    /// <summary>Writes entries, and moves the clock after each.</summary>
    private static async Task WriteAsync(
        PortalApp app, TimeSpan step, params (JournalKind Kind, JournalOutcome Outcome, string? Reason, string? Detail, int? Elector)[] entries)
    {
        foreach (var (kind, outcome, reason, detail, elector) in entries)
        {
            app.Time.Advance(step);
            await app.WithDbAsync(db =>
            {
                db.Journal.Add(new JournalEntry { At = app.Now, Kind = kind, Outcome = outcome, Reason = reason, Detail = detail, ElectorId = elector });
                return db.SaveChangesAsync();
            });
        }
    }

    private static List<string> Lines(TestPage page) =>
        [.. page.Document.QuerySelectorAll("main tbody tr").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
