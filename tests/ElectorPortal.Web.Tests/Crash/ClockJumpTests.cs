using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>The clock of the machines jumps by an hour while messages are on their way: row C12 of the crash matrix.</summary>
[Collection(Processes.Name)]
public sealed class ClockJumpTests(CrashSites sites) : IAsyncDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase]
    public async Task C12_a_clock_that_jumps_ahead_by_an_hour_sends_nothing_again(Database database)
    {
        var site = await sites.GetAsync(database);
        var inHand = await AskedAsync(site, 3, TwilioReply.TakeThenHold(Released(out var release)));
        await Patience.UntilAsync("an SMS is in hand", () => inHand.Any(visitor => site.TakenFor(visitor.Person).Count > 0));
        foreach (var visitor in inHand)
            await site.StatusAsync(visitor.Person, MessageTopic.ReassortConfirmation, OutboxStatus.Submitted);

        site.Clock.Move(Hour);
        // To the other portal the lease is over: it takes the SMS away from the one that is in the call.
        var held = inHand.First(visitor => site.TakenFor(visitor.Person).Count > 0);
        if (site.Portals.Count > 1)
            await site.StatusAsync(held.Person, MessageTopic.ReassortIdentifier, OutboxStatus.Unknown);
        release.SetResult();
        site.Twilio.Reply = TwilioReply.Take;
        await site.QuietAsync();

        foreach (var visitor in inHand)
            Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C12_a_clock_that_is_set_back_by_an_hour_sends_nothing_again_and_holds_no_new_request_up(Database database)
    {
        var site = await sites.GetAsync(database);
        var before = await AskedAsync(site, 2, TwilioReply.Take);
        await site.QuietAsync();

        site.Clock.Move(-Hour);
        var after = await AskedAsync(site, 1, TwilioReply.Take);
        await site.StatusAsync(after[0].Person, MessageTopic.ReassortIdentifier, OutboxStatus.Submitted);
        await site.StatusAsync(after[0].Person, MessageTopic.ReassortConfirmation, OutboxStatus.Submitted);
        site.Clock.Move(Hour);

        foreach (var visitor in before.Concat(after))
            Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
    }

    private static Task Released(out TaskCompletionSource release)
    {
        release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return release.Task;
    }

    private static async Task<List<Visitor>> AskedAsync(CrashSite site, int count, TwilioReply reply)
    {
        site.Twilio.Reply = reply;
        var visitors = new List<Visitor>();
        for (var i = 0; i < count; i++)
        {
            visitors.Add(await site.VisitAsync());
            await visitors[i].AskAsync();
        }

        return visitors;
    }
}
