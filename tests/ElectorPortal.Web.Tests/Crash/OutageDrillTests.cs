using System.Globalization;
using System.Linq.Expressions;
using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>The mail server and the operator are down for an hour, while electors go on asking (G3, G11).</summary>
[Collection(Processes.Name)]
public sealed class OutageDrillTests : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    private readonly List<IAsyncDisposable> rented = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in Enumerable.Reverse(rented))
            await thing.DisposeAsync();
    }

    [Fact]
    public async Task After_an_hour_without_mail_server_and_operator_everything_leaves_once_and_the_oldest_first()
    {
        var site = Rent(await CrashSite.StartAsync(Database.Sqlite, 0));
        var (smtp, twilio) = (Rent(new TcpRelay(site.Smtp.Port)), Rent(new TcpRelay(new Uri(site.Twilio.BaseUrl).Port)));
        await site.AddPortalAsync(
            ("Mail:Smtp:Port", smtp.Port.ToString(CultureInfo.InvariantCulture)),
            ("Sms:Twilio:BaseUrl", $"http://127.0.0.1:{twilio.Port}"));
        smtp.Down();
        twilio.Down();

        var (asked, since) = (new List<TestElector>(), site.Clock.Now);
        for (var minutes = 0; minutes < 60; minutes += Between.Minutes)
        {
            var visitor = await site.VisitAsync();
            await visitor.AskAsync();
            Assert.Equal(HttpStatusCode.OK, (await visitor.Browser.GetAsync("/portail/reassort/suivi")).Status);
            asked.Add(visitor.Person);
            await OutageNoticedAsync(site, since);
            since = site.Clock.Now + Between;
            site.Clock.Move(Between);
        }

        Assert.Empty(site.Twilio.Taken);
        smtp.Up();
        twilio.Up();
        await site.QuietAsync();

        foreach (var person in asked)
            Assert.Equal(Tally.One, await site.TallyAsync(person));
        await site.CheckAsync();
        Assert.Equal(
            await OrderedAsync(site, row => row.CreatedAt),
            await OrderedAsync(site, row => row.Events.Where(step => step.To == OutboxStatus.Sending).Max(step => step.Id)));
    }

    /// <summary>The SMS in that order: by when each was last taken in hand, since those of one batch leave side by side.</summary>
    private static Task<List<Guid>> OrderedAsync<TKey>(CrashSite site, Expression<Func<OutboxMessage, TKey>> order) => site.Aside.WithDbAsync(db =>
        db.OutboxMessages.AsNoTracking().Where(row => row.Channel == Channel.Sms).OrderBy(order).Select(row => row.Id).ToListAsync());

    /// <summary>
    /// Each channel has tried in vain since then, and tries no more for the moment: no attempt is under way whose lease the clock could outrun.
    /// </summary>
    private static Task OutageNoticedAsync(CrashSite site, DateTime since) => Patience.UntilAsync("the outage is noticed", async () =>
    {
        var failures = await site.Aside.WithDbAsync(db => db.OutboxMessages.AsNoTracking()
            .SelectMany(row => row.Events.Where(step => step.To == OutboxStatus.FailedTemporary), (row, step) => new { row.Channel, step.At })
            .ToListAsync());
        return Enum.GetValues<Channel>().All(channel =>
            failures.Count(failure => failure.Channel == channel) >= Circuit.Tolerance
            && failures.Any(failure => failure.Channel == channel && failure.At >= since));
    });

    private T Rent<T>(T thing)
        where T : IAsyncDisposable
    {
        rented.Add(thing);
        return thing;
    }
}
