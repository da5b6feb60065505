using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Features.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ElectorPortal.Web.Tests.Reassort;

public sealed class CeilingTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "2.4.1")]
    public async Task Beyond_the_ceiling_of_an_hour_nobody_is_served_and_nothing_is_used(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Reassort:MaxPerHour", "2"));
        var (first, second, third) = (await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync());
        await AssertAcceptedAsync(app, first);
        app.Time.Advance(TimeSpan.FromMinutes(20));
        await AssertAcceptedAsync(app, second);

        var refused = await (await app.Electors.SignInAsync(third)).AskAsync(third);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.Answer.Headers.RetryAfter);
        Assert.Contains("rien n'est décompté", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(ReassortJourney.Phone, refused.Field("N° tél").GetAttribute("value"));
        Assert.Equal(0, await app.WithDbAsync(db => db.Electors.Where(row => row.Id == third.Id).Select(row => row.Reassort.Used).SingleAsync()));
        Assert.False(await app.WithDbAsync(db => db.OutboxMessages.AnyAsync(message => message.ElectorId == third.Id)));
        Assert.Equal((JournalOutcome.Refused, nameof(ReassortRefusal.CeilingReached)), await LastAsync(app, third));

        app.Time.Advance(TimeSpan.FromMinutes(40) - TimeSpan.FromTicks(10));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await (await app.Electors.SignInAsync(third)).AskAsync(third)).Status);
        app.Time.Advance(TimeSpan.FromTicks(10));
        await AssertAcceptedAsync(app, third);
    }

    [Fact]
    public async Task A_ceiling_of_zero_is_the_switch()
    {
        await using var app = await PortalApp.StartAsync(settings: ("Reassort:MaxPerHour", "0"));
        var person = await app.Electors.AddActiveAsync();

        var refused = await (await app.Electors.SignInAsync(person)).AskAsync(person);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.False(await app.WithDbAsync(db => db.ReassortRequests.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_third_elector_on_one_telephone_is_served_and_stands_out(Database database)
    {
        var log = new LogRecorder<ReassortAlerts>();
        await using var app = await PortalApp.StartAsync(database, services => services.AddSingleton<ILogger<ReassortAlerts>>(log));
        List<TestElector> people = [await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync()];

        await AssertAcceptedAsync(app, people[0]);
        await AssertAcceptedAsync(app, people[1]);
        app.Time.Advance(TimeSpan.FromMinutes(15));
        await AssertAcceptedAsync(app, people[1]);
        Assert.Empty(log.Entries);
        await AssertAcceptedAsync(app, people[2]);

        Assert.Equal((JournalOutcome.Done, null), await LastAsync(app, people[1]));
        Assert.Equal((JournalOutcome.Done, nameof(ReassortRemark.SharedNumber)), await LastAsync(app, people[2]));
        var (level, text) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Critical, level);
        Assert.Contains("06x", text, StringComparison.Ordinal);
        var journal = await (await app.Agents.SignInAsync(AgentRole.Supervisor)).GetAsync("/helpdesk/journal?evenement=Reassort");
        Assert.Contains("À vérifier : ce numéro a servi à plus de deux électeurs", journal.MainText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_at_the_ceiling_alerts_once_in_five_minutes()
    {
        var time = new FakeTimeProvider();
        var log = new LogRecorder<ReassortAlerts>();
        var alerts = new ReassortAlerts(time, log);

        alerts.CeilingReached(10);
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        alerts.CeilingReached(10);
        Assert.Single(log.Entries);
        time.Advance(TimeSpan.FromTicks(1));
        alerts.CeilingReached(10);
        Assert.Equal(2, log.Entries.Count);
    }

    private static async Task AssertAcceptedAsync(PortalApp app, TestElector person) =>
        Assert.Equal("/portail/reassort/suivi", (await (await app.Electors.SignInAsync(person)).AskAsync(person)).Location);

    private static Task<(JournalOutcome, string?)> LastAsync(PortalApp app, TestElector person) => app.WithDbAsync(async db =>
    {
        var entry = await db.Journal.Where(row => row.Kind == JournalKind.Reassort && row.ElectorId == person.Id)
            .OrderByDescending(row => row.Id).FirstAsync();
        return (entry.Outcome, entry.Reason);
    });
}
