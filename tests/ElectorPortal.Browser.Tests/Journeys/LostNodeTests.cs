using System.Text.RegularExpressions;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Visitor = ElectorPortal.Browser.Tests.Support.Visitor;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>A real browser before the shipped proxy and two nodes, which die one after the other.</summary>
public sealed partial class LostNodeTests(Chromium chromium)
{
    [Fact]
    public async Task Nodes_that_die_in_the_middle_of_a_journey_lose_nothing_and_cost_one_reload_at_most()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var person = await nodes.Site.Aside.Electors.AddAsync();
        await using var visitor = await Visitor.InAsync(await chromium.OpenAsync(nodes.Proxy.Address.ToString()), closesWindow: true);

        await visitor.EnterAsync(person.Email);
        await nodes.Site.Smtp.ArrivalAsync(person.Email);
        var mail = Assert.Single(await nodes.Site.Smtp.MailsToAsync(person.Email));
        await nodes.First.KillAsync();
        await visitor.GoToAsync(new Uri(Link().Match(mail.Text).Value).PathAndQuery);
        await visitor.ChoosePasswordAsync(TestElectors.Password);
        await visitor.SeesAsync("Mon espace électeur");
        await nodes.First.RestartAsync();
        await nodes.BothAnswerAsync();

        await visitor.GoToAsync("/portail/reassort");
        await visitor.FillAsync(Visitor.PhoneLabel, CrashSite.PhoneOf(person));
        await visitor.FillAsync(Visitor.NumenLabel, person.Numen);
        await visitor.FillAsync(Visitor.BirthDateLabel, "14/03/1978");
        await visitor.FillAsync(Visitor.SecurityCodeLabel, ReassortJourney.Code);
        // The request is committed, and its answer never leaves.
        nodes.Site.Trap.Arm("^save-done .*INSERT INTO .ReassortRequests.");
        await visitor.PressAsync("Valider");
        await visitor.SeesAsync("Le portail n’a pas répondu");
        await visitor.Page.ReloadAsync();

        await visitor.IsAtAsync("/portail/reassort/suivi");
        await nodes.Site.DeathAsync();
        await nodes.Site.RecoverAsync();
        Assert.Equal(Tally.One, await nodes.Site.TallyAsync(person));
        await nodes.Site.CheckAsync();
    }

    [GeneratedRegex(@"https://\S+\?token=\S+")]
    private static partial Regex Link();
}
