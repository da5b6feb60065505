using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>A portal is killed (SIGKILL) while it takes the operator's receipt for an SMS: row C6 of the crash matrix.</summary>
[Collection(Processes.Name)]
public sealed class ReceiptCrashTests(CrashSites sites) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase]
    public async Task C6_killed_inside_a_receipt_the_operators_repetition_repairs_it_and_no_state_moves_twice(Database database)
    {
        var site = await sites.GetAsync(database);
        var (visitor, sms) = await SubmitAsync(site);

        await CallBackAndDieAsync(site, sms, "delivered", null);
        Assert.Equal(OutboxStatus.Submitted, (await site.SmsRowAsync(visitor.Person)).Status);
        await site.RestartDeadAsync();
        foreach (var word in new[] { "delivered", "sent", "delivered", "failed" })
            Assert.True((await site.CallBackAsync(sms, word)).IsSuccessStatusCode);

        var row = await site.SmsRowAsync(visitor.Person);
        Assert.Equal(
            [OutboxStatus.Sending, OutboxStatus.Submitted, OutboxStatus.Delivered], row.Events.Select(step => step.To));
        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C6_killed_while_a_failure_gives_a_request_back_it_is_given_back_once(Database database)
    {
        var site = await sites.GetAsync(database);
        var (visitor, sms) = await SubmitAsync(site);

        await CallBackAndDieAsync(site, sms, "failed", "30005");
        Assert.Equal(1, await UsedAsync(site, visitor));
        await site.RestartDeadAsync();
        for (var i = 0; i < 2; i++)
            Assert.True((await site.CallBackAsync(sms, "failed", "30005")).IsSuccessStatusCode);

        Assert.Equal(0, await UsedAsync(site, visitor));
        Assert.Equal(OutboxStatus.FailedPermanent, (await site.SmsRowAsync(visitor.Person)).Status);
        await site.CheckAsync();
    }

    private static async Task<(Visitor Visitor, TwilioSms Sms)> SubmitAsync(CrashSite site)
    {
        var visitor = await site.VisitAsync();
        await visitor.AskAsync();
        await site.QuietAsync();
        return (visitor, Assert.Single(site.TakenFor(visitor.Person)));
    }

    private static async Task CallBackAndDieAsync(CrashSite site, TwilioSms sms, string word, string? errorCode)
    {
        site.Trap.Arm("^save-begins .*UPDATE .OutboxMessages.");
        await Assert.ThrowsAsync<HttpRequestException>(() => site.CallBackAsync(sms, word, errorCode));
        await site.DeathAsync();
    }

    private static Task<int> UsedAsync(CrashSite site, Visitor visitor) => site.Aside.WithDbAsync(db =>
        db.Electors.Where(row => row.Id == visitor.Person.Id).Select(row => row.Reassort.Used).SingleAsync());
}
