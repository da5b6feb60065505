using System.Net;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Nodes;

/// <summary>Two nodes are one portal: whichever answers, a person is known, is out, or is recognised by his own address.</summary>
[Collection(Processes.Name)]
public sealed class TwoNodesTests(SharedNodes shared) : IAsyncLifetime
{
    private const string Home = "/portail/accueil";

    private TwoNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await shared.GetAsync();

    public async ValueTask DisposeAsync() => await shared.LeaveAsync();

    [Fact]
    public async Task A_session_opened_on_one_lives_on_the_other_and_both_share_the_work()
    {
        var (_, browser) = await nodes.SignInAsync();

        for (var time = 0; time < 10; time++)
            Assert.Equal("Mon espace électeur", (await browser.GetAsync(Home)).Heading);

        Assert.Equal(nodes.Ports, nodes.AnsweredBy(Home).Distinct().Order());
    }

    [Fact]
    public async Task Who_signs_out_at_one_is_out_at_the_other_at_once()
    {
        var person = await nodes.Site.Aside.Electors.AddActiveAsync();
        var door = new FrontDoor(nodes.First);
        var browser = door.OpenBrowser();
        await TestElectors.SignInAsync(browser, person);
        var home = await browser.GetAsync(Home);
        var kept = door.Cookies;

        door.Portal = nodes.Second;
        await home.PressAsync("Se déconnecter");

        Assert.Equal("/", await PlaceWithAsync(nodes.First, kept));
        Assert.Equal("/", await PlaceWithAsync(nodes.Second, kept));
    }

    [Fact]
    public async Task Who_is_removed_from_the_rolls_is_out_at_both_at_once()
    {
        var (person, browser) = await nodes.SignInAsync();

        await nodes.Site.Aside.WithDbAsync(async db =>
        {
            (await db.Electors.SingleAsync(elector => elector.Id == person.Id)).RemovedAt = nodes.Site.Clock.Now;
            return await db.SaveChangesAsync();
        });

        for (var time = 0; time < 4; time++)
            Assert.Equal("/", (await browser.GetAsync(Home)).Location?.Split('?')[0]);
        Assert.Equal(nodes.Ports, nodes.AnsweredBy(Home).TakeLast(4).Distinct().Order());
    }

    [Fact]
    public async Task The_journal_has_the_persons_own_address_and_believes_nobody_but_the_proxy()
    {
        var (person, browser) = await nodes.SignInAsync();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await browser.AskAsync(person);

        var known = await nodes.Site.Aside.WithDbAsync(db => db.Journal
            .Where(entry => entry.ElectorId == person.Id && entry.NetworkAddress != null)
            .Select(entry => entry.NetworkAddress)
            .Distinct()
            .ToListAsync());

        Assert.Equal("127.0.0.1", Assert.Single(known));
    }

    [Fact]
    public async Task After_both_were_started_again_a_session_goes_on_and_a_form_from_before_is_taken()
    {
        var (person, browser) = await nodes.SignInAsync();
        var form = (await ReassortJourney.OpenAsync(browser)).FillAll(person).Fill("N° tél", CrashSite.PhoneOf(person));

        await Task.WhenAll(nodes.First.RestartAsync(), nodes.Second.RestartAsync());

        await nodes.BothAnswerAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Home)).Status);
        Assert.Equal("/portail/reassort/suivi", (await form.PressAsync("Valider")).Location);
        await nodes.Site.QuietAsync();
        Assert.Equal(Tally.One, await nodes.Site.TallyAsync(person));
    }

    /// <summary>Where a browser with these cookies is sent instead of its home.</summary>
    private static async Task<string?> PlaceWithAsync(PortalProcess node, string cookies)
    {
        var browser = new FrontDoor(node).OpenBrowser();
        browser.Http.DefaultRequestHeaders.Add("Cookie", cookies);
        return (await browser.GetAsync(Home)).Location?.Split('?')[0];
    }
}
