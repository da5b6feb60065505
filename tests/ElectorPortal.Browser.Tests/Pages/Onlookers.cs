using System.Collections.Concurrent;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>One window per kind of person for all the pages of a class: nobody signs in twice, style sheets are fetched once.</summary>
public sealed class Onlookers(Chromium chromium, PortalSite site) : IAsyncLifetime
{
    /// <summary>The narrowest screen that WCAG 1.4.10 asks for, in pixels.</summary>
    public const int NarrowWidth = 320;
    public const int NarrowHeight = 640;

    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    private readonly ClosedSite closed = new();
    private readonly ConcurrentDictionary<Onlooker, Task<IBrowserContext>> windows = new();

    public ValueTask InitializeAsync() => closed.InitializeAsync();

    /// <summary>Brings a person to a page.</summary>
    public async Task<Visitor> ReachAsync(PageState state)
    {
        var window = await windows.GetOrAdd(state.Onlooker, OpenAsync);
        if (state.Onlooker == Onlooker.Anybody)
            await window.ClearCookiesAsync();

        var visitor = await Visitor.InAsync(window);
        await state.Reach(visitor, SiteOf(state.Onlooker));
        await visitor.Page.WaitForFunctionAsync("() => document.documentElement.hasAttribute('data-fr-js')");
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows.Values)
            await (await window).CloseAsync();
        await closed.DisposeAsync();
    }

    private PortalSite SiteOf(Onlooker onlooker) => onlooker == Onlooker.EarlyElector ? closed : site;

    private async Task<IBrowserContext> OpenAsync(Onlooker onlooker)
    {
        var people = SiteOf(onlooker).People;
        var window = await chromium.OpenAsync(SiteOf(onlooker));
        if (onlooker == Onlooker.Anybody)
            return window;
        if (onlooker is Onlooker.Agent or Onlooker.IdleAgent or Onlooker.Administrator)
            return await SeatAsync(window, onlooker);

        var person = await people.AddActiveAsync(elector => elector.Reassort.Used = onlooker == Onlooker.SpentElector ? 3 : 0);
        if (onlooker == Onlooker.SpentElector)
            await AddRequestsOfEveryFateAsync(people, person);
        if (onlooker == Onlooker.EnrolledElector)
            await site.Contests.EnrolAsync(person);
        await using var visitor = await Visitor.InAsync(window);
        await visitor.SignInAsync(person);
        return window;
    }

    /// <summary>Seats an agent at the helpdesk, signed in.</summary>
    private async Task<IBrowserContext> SeatAsync(IBrowserContext window, Onlooker onlooker)
    {
        await site.Helpdesk.SetAsync();
        var token = await (onlooker switch
        {
            Onlooker.Agent => site.Helpdesk.SignInAsync(AgentRole.Agent, "Amiens"),
            Onlooker.IdleAgent => site.Helpdesk.SignInAsync(AgentRole.Agent, "Mayotte"),
            _ => site.Helpdesk.SignInAsync(AgentRole.Administrator, null),
        });
        await window.AddCookiesAsync([new Cookie { Name = "assistance", Value = token, Url = site.Address, HttpOnly = true }]);
        return window;
    }

    private static async Task AddRequestsOfEveryFateAsync(People people, Person person)
    {
        await people.AddRequestAsync(person);
        await people.AddRequestAsync(person, sms => sms.Settle(new DeliveryOutcome.Sent("SM1"), Now));
        await people.AddRequestAsync(person, sms => sms.Report(OutboxStatus.Delivered, Now, null, "SM2"));
        await people.AddRequestAsync(person, sms => sms.Settle(new DeliveryOutcome.Superseded(), Now), request => request.ReportedAt = Now);
        await people.AddRequestAsync(
            person, sms => sms.Settle(new DeliveryOutcome.Refused("21211"), Now), request => request.GivenBackAt = Now);
    }

    /// <summary>Where one function is not open yet and another is over.</summary>
    private sealed class ClosedSite : PortalSite
    {
        protected override IEnumerable<(string Key, string? Value)> Settings =>
        [
            ("Election:Results:Opens", "2098-12-07T00:00"),
            ("Election:Voting:Opens", "2098-11-29T10:00"),
            ("Election:Voting:Closes", "2098-12-06T17:00"),
            ("Election:Reassort:Opens", "2018-11-05T00:00"),
            ("Election:Reassort:Closes", "2018-12-06T17:00"),
        ];
    }
}
