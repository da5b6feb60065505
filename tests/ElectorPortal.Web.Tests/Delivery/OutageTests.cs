using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>A provider that is down or refuses our settings, and a backlog that grows meanwhile.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly FakeTwilio twilio = new();

    public ValueTask InitializeAsync() => twilio.InitializeAsync();

    public ValueTask DisposeAsync() => twilio.DisposeAsync();

    [Theory, EachDatabase]
    [Trait("ASVS", "16.5.2")]
    public async Task Wrong_settings_stop_the_sending_at_once_and_what_waited_leaves_oldest_first_when_they_are_mended(Database database)
    {
        await using var app = await StartAsync(database);
        var people = new List<TestElector>();
        for (var i = 0; i < 12; i++)
            people.Add(await AskAsync(app, i));

        twilio.Reply = TwilioReply.Error(HttpStatusCode.Unauthorized, 20003);
        await app.RunOutboxAsync();
        var callsOfTheFirstPass = twilio.Requests.Count;
        for (var minutes = 0; minutes < 60; minutes++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await app.RunOutboxAsync();
        }

        Assert.Equal(ChannelWork.Of(Channel.Sms).AtOnce, callsOfTheFirstPass);
        Assert.InRange(twilio.Requests.Count - callsOfTheFirstPass, 25, 40);
        Assert.Equal(12, await app.WithDbAsync(db => db.OutboxMessages.CountAsync(
            message => message.Channel == Channel.Sms && message.Attempt == 0 && message.Payload != null)));
        Assert.Equal(8, await app.WithDbAsync(db => db.Journal.CountAsync(
            entry => entry.Kind == JournalKind.Message && entry.Reason == nameof(OutboxStatus.FailedTemporary))));

        twilio.Reply = TwilioReply.Take;
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.RunOutboxOnceAsync(Channel.Sms);
        Assert.Equal(Number(0), Assert.Single(twilio.Taken).To);
        await app.RunOutboxAsync();
        Assert.Equal(Enumerable.Range(1, 8).Select(Number).Order(), twilio.Taken.Skip(1).Take(8).Select(sms => sms.To).Order());
        Assert.Equal(12, twilio.Taken.Select(sms => sms.Body).Distinct().Count());
        Assert.Equal(12, twilio.Taken.Count);
    }

    [Fact]
    public async Task An_outage_longer_than_a_day_ends_the_wait_and_gives_the_request_back()
    {
        await using var app = await StartAsync(Database.Sqlite, ("Election:Reassort:Closes", "2018-12-31T17:00"));
        await AskAsync(app, 0);
        twilio.Reply = TwilioReply.Error(HttpStatusCode.Forbidden, 20003);

        app.Time.Advance(DeliverySchedule.LongestOutage);
        await app.RunOutboxAsync();

        var sms = await app.WithDbAsync(db => db.OutboxMessages.SingleAsync(message => message.Channel == Channel.Sms));
        Assert.Equal(OutboxStatus.Expired, sms.Status);
        Assert.Null(sms.Payload);
        Assert.Equal(0, await app.WithDbAsync(db => db.Electors.Select(elector => elector.Reassort.Used).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_request_beyond_the_backlog_is_refused_before_it_is_used_and_accepted_once_there_is_room(Database database)
    {
        await using var app = await StartAsync(database, ("Outbox:MaxBacklog", "1"));
        await AskAsync(app, 0);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);

        var refused = await browser.AskAsync(person);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.Answer.Headers.RetryAfter);
        Assert.Contains("n'a pas été prise en compte", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(ReassortJourney.Phone, refused.Field("N° tél").GetAttribute("value"));
        Assert.Equal(1, await app.WithDbAsync(db => db.ReassortRequests.CountAsync()));
        Assert.Equal(2, await app.WithDbAsync(db => db.OutboxMessages.CountAsync()));
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync(row => row.Kind == JournalKind.Reassort && row.ElectorId == person.Id));
        Assert.Equal((JournalOutcome.Refused, "Busy"), (entry.Outcome, entry.Reason));

        await app.RunOutboxAsync();
        Assert.Equal("/portail/reassort/suivi", (await browser.AskAsync(person)).Location);
    }

    [Fact]
    public async Task Beyond_the_backlog_no_link_is_promised_to_anybody_known_or_not_and_a_password_still_opens_a_space()
    {
        await using var app = await StartAsync(Database.Sqlite, ("Outbox:MaxBacklog", "1"));
        await AskAsync(app, 0);
        var unopened = await app.Electors.AddAsync();

        var known = await EnterAsync(app, unopened.Email);
        var unknown = await EnterAsync(app, "personne@ac-amiens.fr");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (known.Status, unknown.Status));
        Assert.Equal(known.MainText, unknown.MainText);
        Assert.Equal(unopened.Email, known.Field("Adresse de messagerie professionnelle").GetAttribute("value"));
        Assert.Null(await app.WithDbAsync(db => db.Electors.Where(elector => elector.Id == unopened.Id).Select(elector => elector.LinkSentAt).SingleAsync()));
        Assert.Equal(2, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Reason == "Busy")));
        await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
    }

    [Fact]
    public async Task Messages_that_wait_longer_than_promised_alert_the_operator()
    {
        await using var app = await StartAsync(Database.Sqlite);
        await AskAsync(app, 0);
        var log = new LogRecorder<LateMessages>();
        using var late = new LateMessages(app.Services.GetRequiredService<IServiceScopeFactory>(), app.Time, log);

        app.Time.Advance(LateMessages.Promise);
        await late.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(log.Entries);

        app.Time.Advance(TimeSpan.FromTicks(1));
        await late.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, log.Entries.Count(entry => entry.Level == LogLevel.Critical));

        await app.RunOutboxAsync();
        log.Clear();
        await late.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(log.Entries);
    }

    [Fact]
    public async Task The_follow_up_says_so_when_the_sending_takes_longer_than_promised()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        await browser.AskAsync(person);

        var early = await browser.GetAsync("/portail/reassort/suivi");
        Assert.Contains("L'envoi se fait dans les 15 minutes.", early.MainText, StringComparison.Ordinal);
        Assert.NotEmpty(early.Document.QuerySelectorAll("[data-portal-live=suivi-annonce]"));

        app.Time.Advance(LateMessages.Promise + TimeSpan.FromSeconds(1));
        var late = await browser.GetAsync("/portail/reassort/suivi");
        Assert.Contains("L'envoi prend plus de temps que prévu.", late.MainText, StringComparison.Ordinal);

        await app.RunOutboxAsync();
        await FakeTwilio.CallBackAsync(app.NewBrowser().Http, Assert.Single(twilio.Taken), "delivered");
        var settled = await browser.GetAsync("/portail/reassort/suivi");
        Assert.Contains("Distribué", settled.MainText, StringComparison.Ordinal);
        Assert.Empty(settled.Document.QuerySelectorAll("[data-portal-live=suivi-annonce]"));
    }

    private Task<PortalApp> StartAsync(Database database, params (string Key, string? Value)[] settings) =>
        PortalApp.StartAsync(database, [.. twilio.Settings, .. settings]);

    private static string Number(int i) => $"+336010204{i:00}";

    private static async Task<TestElector> AskAsync(PortalApp app, int i)
    {
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var person = await app.Electors.AddActiveAsync();
        var form = await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person));
        Assert.Equal("/portail/reassort/suivi", (await form.FillAll(person).Fill("N° tél", Number(i)).PressAsync("Valider")).Location);
        return person;
    }

    private static async Task<TestPage> EnterAsync(PortalApp app, string email)
    {
        var entry = await app.NewBrowser().GetAsync("/");
        return await entry.Fill("Adresse de messagerie professionnelle", email).PressAsync("Continuer");
    }
}
