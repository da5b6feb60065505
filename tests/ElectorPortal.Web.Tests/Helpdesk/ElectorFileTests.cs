using System.Net;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class ElectorFileTests
{
    [Fact]
    public async Task It_says_who_the_elector_is_and_what_to_tell_him()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync("zoe@ac-amiens.fr", "z.martin@ac-amiens.fr", "+33612345678", called: "Martin/Lefèvre/Zoé");
        var agent = await app.Agents.SignInAsync();

        var page = await agent.GetAsync($"/helpdesk/electeurs/{person.Id}");

        Assert.Equal("Mme Lefèvre Zoé", page.Heading);
        foreach (var expected in new[] { "Martin", "Amiens", "zoe@ac-amiens.fr", "z.martin@ac-amiens.fr", "06xxxxxxx", "0 sur 3 utilisées, 3 restantes", "pas encore ouvert", "il n'a jamais demandé de lien" })
            Assert.Contains(expected, page.MainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_the_story_of_a_request_and_shows_no_secret()
    {
        await using var app = await PortalApp.StartAsync();
        var story = await HelpdeskStory.PlayAsync(app);
        var agent = await app.Agents.SignInAsync();

        var page = await agent.GetAsync($"/helpdesk/electeurs/{story.Person.Id}");

        foreach (var expected in new[] { "1 sur 3 utilisées", "SMS au 06xxxxxxx (nouvel identifiant)", "remis à l'opérateur", "Nouvel identifiant demandé", "Mot de passe créé" })
            Assert.Contains(expected, page.MainText, StringComparison.Ordinal);
        Assert.All(story.Secrets, secret => Assert.DoesNotContain(secret, page.Body, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Reading_it_is_in_the_journal_under_the_name_of_the_agent()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync();
        var reader = await app.Agents.AddAsync();
        var agent = await app.Agents.SignInAsync(reader);

        await agent.GetAsync($"/helpdesk/electeurs/{person.Id}");

        var entry = Assert.Single(await app.WithDbAsync(db => db.Journal.ToListAsync()));
        Assert.Equal((JournalKind.Consultation, JournalOutcome.Done, person.Id, reader.Id), (entry.Kind, entry.Outcome, entry.ElectorId, entry.AgentId));
        Assert.Contains($"par {reader.Name}", (await agent.GetAsync("/helpdesk/journal")).MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "8.2.2")]
    public async Task An_elector_of_another_academie_and_one_who_does_not_exist_are_equally_not_found(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var stranger = await app.Electors.AddAsync("luc@ac-lille.fr", academy: "Lille");
        var agent = await app.Agents.SignInAsync();

        var hidden = await agent.GetAsync($"/helpdesk/electeurs/{stranger.Id}");
        var absent = await agent.GetAsync("/helpdesk/electeurs/999999");

        Assert.Equal((HttpStatusCode.NotFound, WithoutReference(absent)), (hidden.Status, WithoutReference(hidden)));
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/helpdesk/electeurs/{stranger.Id}/lien")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync("/helpdesk/electeurs/abc")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync("/helpdesk/electeurs/99999999999999999999")).Status);
        var entries = await app.WithDbAsync(db => db.Journal.OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(
            [("OutOfScope", stranger.Id), ("NotFound", (int?)null), ("OutOfScope", stranger.Id)], entries.Select(entry => (entry.Reason!, entry.ElectorId)));
        Assert.DoesNotContain("<td", (await agent.GetAsync("/helpdesk/journal")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("ASVS", "8.3.2")]
    public async Task A_disabled_agent_is_out_on_the_next_request()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddAsync();
        var agent = await app.Agents.SignInAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await agent.GetAsync("/helpdesk/electeurs")).Status);

        await app.WithDbAsync(db => db.Agents.Where(row => row.Id == person.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.DisabledAt, app.Now)));

        Assert.Equal("/helpdesk/connexion", (await agent.GetAsync("/helpdesk/electeurs")).Location);
    }

    [Fact]
    [Trait("ASVS", "1.2.1")]
    public async Task Hostile_names_are_shown_as_they_are_and_do_nothing()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync(called: "<img src=x onerror=alert(1)>//'\"><script>alert(2)</script>");
        var agent = await app.Agents.SignInAsync();

        var page = await agent.GetAsync($"/helpdesk/electeurs/{person.Id}");

        Assert.Contains("<img src=x onerror=alert(1)>", page.Heading, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main img, main script"));
    }

    /// <summary>Each error page has a number of its own.</summary>
    private static string WithoutReference(TestPage page)
    {
        page.Document.QuerySelector(".portal-reference")?.Remove();
        return page.MainText;
    }
}
