using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Crash.Inside;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>
/// Of two portals on one database, one is stopped (SIGSTOP) in the middle of an SMS, beyond its lease, and goes on later (SIGCONT): row C9 of
/// the crash matrix.
/// </summary>
[Collection(Processes.Name)]
public sealed class StoppedPortalTests(CrashSites sites) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase(ServersOnly = true)]
    public async Task C9_stopped_after_the_operator_took_the_SMS_it_finds_its_write_refused_and_nothing_is_sent_again(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();
        var answer = new TaskCompletionSource();
        site.Twilio.Reply = TwilioReply.TakeThenHold(answer.Task);
        await visitor.AskAsync();
        await Patience.UntilAsync("the operator takes the SMS", () => site.TakenFor(visitor.Person).Count == 1);
        var stopped = await site.HolderAsync(visitor.Person, MessageTopic.ReassortIdentifier);
        stopped.Stop();
        site.Twilio.Reply = TwilioReply.Take;

        await site.QuietAsync();
        var settled = await site.SmsRowAsync(visitor.Person);
        Assert.Equal(OutboxStatus.Submitted, settled.Status);
        answer.SetResult();
        await GoOnAsync(stopped, settled);

        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person) with { MailsTwice = 0 });
        Assert.Equal(settled.Version, (await site.SmsRowAsync(visitor.Person)).Version);
        await site.CheckAsync();
    }

    [Theory, EachDatabase(ServersOnly = true)]
    public async Task C9_stopped_just_before_it_sends_it_sends_late_or_not_at_all_and_nobody_sends_a_third_time(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();
        var form = await visitor.OpenFormAsync();

        // Both work on the outbox, and either may be struck, in the middle of the elector's own request too.
        site.Trap.Arm("^call-begins POST .*/Messages.json", Signal.Stop);
        var posted = Visitor.TryPostAsync(form);
        var stopped = await site.StruckAsync();
        stopped.Stop();
        await site.QuietAsync();
        var settled = await site.SmsRowAsync(visitor.Person);
        Assert.Equal(OutboxStatus.Submitted, settled.Status);
        Assert.Single(site.TakenFor(visitor.Person));

        await GoOnAsync(stopped, settled);
        Visitor.AssertAccepted(await posted);
        // Stopped for longer than its call may take, it gives the call up as it goes on.
        var taken = site.TakenFor(visitor.Person).Count;
        Assert.InRange(taken, 1, 2);
        Assert.Equal(Tally.One with { SmsTwice = taken - 1 }, await site.TallyAsync(visitor.Person) with { MailsTwice = 0 });

        // Time enough for a third one.
        site.Clock.Move(TimeSpan.FromMinutes(30));
        await (await site.VisitAsync()).AskAsync();
        await site.QuietAsync();
        Assert.Equal(taken, site.TakenFor(visitor.Person).Count);
        Assert.Equal(settled.Version, (await site.SmsRowAsync(visitor.Person)).Version);
        await site.CheckAsync();
    }

    /// <summary>Returns once it has seen that it is too late for this message: it may hold a mail as well, and give that up first.</summary>
    private static async Task GoOnAsync(PortalProcess stopped, OutboxMessage held)
    {
        var said = stopped.Log.Length;
        stopped.Continue();
        await Patience.UntilAsync(
            "its write is refused",
            () => stopped.Log[said..].Contains($"{held.Id} was settled by somebody else", StringComparison.Ordinal));
    }
}
