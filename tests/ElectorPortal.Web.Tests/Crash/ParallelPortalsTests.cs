using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>Whatever comes at the same time to two portals on one database, three means three and once means once (G2, G6, G8).</summary>
[Collection(Processes.Name)]
public sealed class ParallelPortalsTests(CrashSites sites) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase(ServersOnly = true)]
    [Trait("ASVS", "2.3.4")]
    [Trait("ASVS", "15.4.2")]
    public async Task Of_fifty_requests_at_once_three_are_accepted_and_the_others_refused_cleanly(Database database)
    {
        var site = await sites.GetAsync(database);
        var person = await site.Aside.Electors.AddActiveAsync();

        var answers = await AskAtOnceAsync(site, person, 50);

        Assert.Equal(3, answers.Count(answer => answer.Location == "/portail/reassort/suivi"));
        Assert.Equal(47, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity && answer.Errors.Count > 0));
        Assert.Equal(3, await SmsAsync(site, person));
        Assert.Equal(1, await site.Aside.WithDbAsync(db => db.Identifiers.CountAsync(row => row.ElectorId == person.Id)));
        await site.QuietAsync();
        var tally = await site.TallyAsync(person);
        Assert.Equal((3, 0, 3, 0), (tally.Requests, tally.SmsTwice, tally.Mails, tally.MailsTwice));
        Assert.InRange(tally.Sms, 1, 3);
        await site.CheckAsync();
    }

    [Theory, EachDatabase(ServersOnly = true)]
    public async Task Of_fifty_requests_at_once_one_is_accepted_where_fifteen_minutes_must_pass_between_two(Database database)
    {
        await using var site = await CrashSite.StartAsync(database, 2, ("Reassort:CoolDown", "00:15"));
        var person = await site.Aside.Electors.AddActiveAsync();

        var answers = await AskAtOnceAsync(site, person, 50);

        Assert.Equal(1, answers.Count(answer => answer.Location == "/portail/reassort/suivi"));
        Assert.Equal(49, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal(1, await SmsAsync(site, person));
        await site.QuietAsync();
        Assert.Equal(Tally.One, await site.TallyAsync(person));
    }

    [Theory, EachDatabase(ServersOnly = true)]
    public async Task A_double_click_that_reaches_two_portals_costs_one_request(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();
        var form = await visitor.OpenFormAsync();
        var answers = new List<Task<TestPage>>();
        foreach (var portal in site.Portals)
        {
            visitor.Door.Portal = portal;
            answers.Add(form.PressAsync("Valider"));
        }

        foreach (var answer in await Task.WhenAll(answers))
            Visitor.AssertAccepted(answer);
        await site.QuietAsync();
        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
    }

    [Theory, EachDatabase(ServersOnly = true)]
    [Trait("ASVS", "6.5.1")]
    public async Task Of_twenty_passwords_sent_at_once_by_one_link_one_is_kept(Database database)
    {
        var site = await sites.GetAsync(database);
        var person = await site.Aside.Electors.AddAsync();
        var entry = await new FrontDoor(site.Portal).OpenBrowser().GetAsync("/");
        await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer");
        await site.Smtp.ArrivalAsync(person.Email);
        var link = Assert.Single(await site.Smtp.MailsToAsync(person.Email)).Text.Split().Single(word => word.Contains("?token=", StringComparison.Ordinal));

        var forms = new List<TestPage>();
        for (var i = 0; i < 20; i++)
        {
            var browser = new FrontDoor(site.Portals[i % site.Portals.Count]).OpenBrowser();
            var opened = await (await browser.GetAsync(new Uri(link).PathAndQuery)).FollowAsync();
            forms.Add(opened
                .Fill("Mot de passe personnel électeur", $"Chemin-de-fer{i}")
                .Fill("Confirmation du mot de passe personnel électeur", $"Chemin-de-fer{i}"));
        }

        var answers = await Task.WhenAll(forms.Select(form => form.PressAsync("Valider")));

        Assert.Equal(1, answers.Count(answer => answer.Location == "/portail/accueil"));
        Assert.DoesNotContain(answers, answer => answer.Status >= HttpStatusCode.InternalServerError);
        var winner = Array.FindIndex(answers, answer => answer.Location == "/portail/accueil");
        await TestElectors.SignInAsync(new FrontDoor(site.Portal).OpenBrowser(), person, $"Chemin-de-fer{winner}");
        await site.QuietAsync();
        await site.CheckAsync();
    }

    /// <summary>Each with a form of its own, half of them at each portal.</summary>
    private static async Task<TestPage[]> AskAtOnceAsync(CrashSite site, TestElector person, int count)
    {
        var visitors = new List<Visitor>();
        foreach (var portal in site.Portals)
            visitors.Add(await site.VisitAsync(person, portal));
        // One after the other at first: all forms of a browser go by the antiforgery cookie that came with the last first page.
        foreach (var visitor in visitors)
            await visitor.OpenFormAsync();
        var forms = await Task.WhenAll(Enumerable.Range(0, count).Select(i => visitors[i % visitors.Count].OpenFormAsync()));
        var answers = await Task.WhenAll(forms.Select(form => form.PressAsync("Valider")));
        Assert.DoesNotContain(answers, answer => answer.Status >= HttpStatusCode.InternalServerError);
        return answers;
    }

    private static Task<int> SmsAsync(CrashSite site, TestElector person) => site.Aside.WithDbAsync(db =>
        db.OutboxMessages.CountAsync(row => row.ElectorId == person.Id && row.Channel == Channel.Sms));
}
