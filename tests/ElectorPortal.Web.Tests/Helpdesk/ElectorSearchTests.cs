using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class ElectorSearchTests
{
    [Theory, EachDatabase]
    public async Task An_elector_is_found_by_any_name_in_any_case_and_without_accents(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.Electors.AddAsync("z.lefevre@ac-amiens.fr", "zoe.martin@ac-amiens.fr", called: "Martin/Lefèvre-D'Œuvre/Zoé Anne");
        await app.Electors.AddAsync("autre@ac-amiens.fr", called: "Lefort//Paul");
        var agent = await app.Agents.SignInAsync();

        foreach (var typed in new[] { "lefevre", "LEFÈVRE", "martin", "Lefevre zoé", "zoe lef", "oeuvre", "Œuvre", "anne martin", "Zoe.MARTIN@ac-amiens.fr", "z.lefevre@ac-amiens.fr" })
        {
            var page = await SearchAsync(agent, typed);
            Assert.Equal(["Lefèvre-D'Œuvre Zoé Anne"], Names(page));
        }

        Assert.Equal(2, Names(await SearchAsync(agent, "lef")).Count);
        Assert.Empty(Names(await SearchAsync(agent, "zoe lefort")));
        Assert.Contains("Aucun électeur ne correspond", (await SearchAsync(agent, "inconnu")).MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_name_inside_others_is_found_where_nobody_begins_with_it_or_when_asked_for(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.Electors.AddAsync(called: "Dupont-Martin//Paul");
        await app.Electors.AddAsync(called: "Martin//Zoé");
        var agent = await app.Agents.SignInAsync();

        var page = await SearchAsync(agent, "martin");
        var everywhere = await agent.GetAsync(page.Document.QuerySelector("main a[href*=partout]")!.GetAttribute("href")!);

        Assert.Equal(["Martin Zoé"], Names(page));
        Assert.Equal(["Dupont-Martin Paul", "Martin Zoé"], Names(everywhere).Order());
        Assert.Equal(["Dupont-Martin Paul"], Names(await SearchAsync(agent, "martin pa")));
        Assert.Equal(["Martin Zoé"], Names(await SearchAsync(agent, "zoe")));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_____")]
    [InlineData("[a-z]")]
    [InlineData("'; DROP TABLE Electors; --")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("\0\u202E")]
    [InlineData("ab\uFFFE\uD800")]
    [Trait("ASVS", "1.2.4")]
    public async Task No_sign_has_a_meaning_of_its_own(string typed)
    {
        await using var app = await PortalApp.StartAsync();
        await app.Electors.AddAsync();
        var agent = await app.Agents.SignInAsync();

        var page = await SearchAsync(agent, typed);

        Assert.True(page.Status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity);
        Assert.Empty(Names(page));
        Assert.Empty(page.Document.QuerySelectorAll("main script"));
    }

    [Fact]
    [Trait("ASVS", "1.3.3")]
    public async Task Ten_thousand_letters_and_a_single_one_are_answered_in_words()
    {
        await using var app = await PortalApp.StartAsync();
        var agent = await app.Agents.SignInAsync();

        foreach (var typed in new[] { new string('a', 10_000), "a", "02E1234567ABC" })
        {
            var page = await SearchAsync(agent, typed);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Equal([ElectorSearch.Unreadable], page.Errors);
        }

        Assert.Empty(await app.WithDbAsync(db => db.Journal.ToListAsync()));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "16.3.2")]
    public async Task An_elector_of_another_academie_looks_unknown_and_the_attempt_is_in_the_journal(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var stranger = await app.Electors.AddAsync("luc.dupont@ac-lille.fr", academy: "Lille", called: "Dupont//Luc");
        var agent = await app.Agents.SignInAsync();

        var unknown = await SearchAsync(agent, "personne@ac-lille.fr");
        var hidden = await SearchAsync(agent, stranger.Email);
        var byName = await SearchAsync(agent, "dupont");

        Assert.Equal(
            unknown.MainText.Replace("personne@ac-lille.fr", "", StringComparison.Ordinal),
            hidden.MainText.Replace(stranger.Email, "", StringComparison.Ordinal));
        Assert.Empty(Names(byName));
        var entries = await app.WithDbAsync(db => db.Journal.OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(
            [(JournalOutcome.Refused, "NotFound", null), (JournalOutcome.Refused, "OutOfScope", stranger.Id), (JournalOutcome.Done, null, null)],
            entries.Select(entry => (entry.Outcome, entry.Reason, entry.ElectorId)));
        Assert.All(entries, entry => Assert.NotNull(entry.AgentId));
        Assert.Equal(["Dupont Luc"], Names(await SearchAsync(await app.Agents.SignInAsync(AgentRole.Supervisor), "dupont")));
    }

    [Fact]
    public async Task More_than_fifty_are_not_shown_and_that_is_said()
    {
        await using var app = await PortalApp.StartAsync();
        for (var number = 0; number < 51; number++)
            await app.Electors.AddAsync();
        var agent = await app.Agents.SignInAsync();

        var page = await SearchAsync(agent, "bernard");

        Assert.Equal(50, Names(page).Count);
        Assert.Contains("Seuls les 50 premiers", page.MainText, StringComparison.Ordinal);
    }

    private static Task<TestPage> SearchAsync(TestBrowser agent, string typed) =>
        agent.GetAsync($"/helpdesk/electeurs?electeur={Uri.EscapeDataString(typed)}");

    private static List<string> Names(TestPage page) =>
        [.. page.Document.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim())];
}
