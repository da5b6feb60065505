using System.Globalization;
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

        var asked = new List<TestElector>();
        for (var minutes = 0; minutes < 60; minutes += 5)
        {
            var visitor = await site.VisitAsync();
            await visitor.AskAsync();
            Assert.Equal(HttpStatusCode.OK, (await visitor.Browser.GetAsync("/portail/reassort/suivi")).Status);
            asked.Add(visitor.Person);
            await TriedAsync(site, visitor.Person);
            site.Clock.Move(TimeSpan.FromMinutes(5));
        }

        Assert.Empty(site.Twilio.Taken);
        smtp.Up();
        twilio.Up();
        await site.QuietAsync();

        foreach (var person in asked)
            Assert.Equal(Tally.One, await site.TallyAsync(person));
        await site.CheckAsync();
        Assert.Equal(asked.Select(CrashSite.PhoneOf), site.Twilio.Taken.Select(sms => sms.To));
    }

    /// <summary>The newest messages have been tried, or are held back because the others were: the outage is known.</summary>
    private static Task TriedAsync(CrashSite site, TestElector newest) => Patience.UntilAsync("the outage is noticed", async () =>
        await site.Aside.WithDbAsync(db => db.OutboxMessages.CountAsync(row => row.Status == OutboxStatus.FailedTemporary)) > 0
        && await site.Aside.WithDbAsync(db => db.OutboxMessages.AllAsync(row => row.Status != OutboxStatus.Sending))
        && await site.Aside.WithDbAsync(db => db.OutboxMessages.AnyAsync(row => row.ElectorId == newest.Id)));

    private T Rent<T>(T thing)
        where T : IAsyncDisposable
    {
        rented.Add(thing);
        return thing;
    }
}
