using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>What a pass over the outbox hands over, to a gateway that answers over HTTP.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly FakeTwilio twilio = new();

    public ValueTask InitializeAsync() => twilio.InitializeAsync();

    public ValueTask DisposeAsync() => twilio.DisposeAsync();

    [Theory, EachDatabase]
    public async Task An_identifier_that_a_newer_one_replaced_is_not_sent(Database database)
    {
        await using var app = await StartAsync(database, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        await browser.AskAsync(person);
        await browser.AskAsync(person);

        await app.RunOutboxAsync();

        Assert.Single(twilio.Taken);
        Assert.Equal([OutboxStatus.Superseded, OutboxStatus.Submitted], await StatesAsync(app, Channel.Sms));
        Assert.Equal(2, await app.WithDbAsync(db => db.Electors.Select(elector => elector.Reassort.Used).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_link_that_a_newer_one_replaced_is_not_sent(Database database)
    {
        await using var app = await StartAsync(database);
        var person = await app.Electors.AddAsync();
        await EnterAsync(app, person);
        app.Time.Advance(TimeSpan.FromMinutes(6));
        await EnterAsync(app, person);

        await app.RunOutboxAsync();

        Assert.Single(app.Mailbox.NewestFirst);
        Assert.Equal([OutboxStatus.Superseded, OutboxStatus.Submitted], await StatesAsync(app, Channel.Mail));
    }

    [Fact]
    public async Task A_link_that_expired_while_it_waited_is_not_sent()
    {
        await using var app = await StartAsync(Database.Sqlite);
        await EnterAsync(app, await app.Electors.AddAsync());
        app.Time.Advance(TimeSpan.FromHours(24));

        await app.RunOutboxAsync();

        Assert.Empty(app.Mailbox.NewestFirst);
        Assert.Equal([OutboxStatus.Superseded], await StatesAsync(app, Channel.Mail));
    }

    [Theory, EachDatabase]
    public async Task Nodes_that_want_the_same_messages_send_each_of_them_once(Database database)
    {
        await using var app = await StartAsync(database);
        for (var i = 0; i < 20; i++)
            await AskAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunNodeAsync(app)));

        Assert.Equal(20, twilio.Taken.Count);
        Assert.Equal(20, twilio.Taken.Select(sms => sms.Body).Distinct().Count());
        Assert.All(await StatesAsync(app, Channel.Sms), state => Assert.Equal(OutboxStatus.Submitted, state));
        Assert.Equal(20, await app.WithDbAsync(db => db.OutboxMessages.CountAsync(message => message.Attempt == 1)));
    }

    [Fact]
    [Trait("ASVS", "11.3.3")]
    [Trait("ASVS", "16.5.4")]
    public async Task A_message_that_this_node_cannot_read_is_kept_and_stops_no_other()
    {
        await using var app = await StartAsync(Database.Sqlite);
        await AskAsync(app);
        await app.WithDbAsync(db => db.OutboxMessages.ExecuteUpdateAsync(
            update => update.SetProperty(message => message.Payload, new byte[] { 1, 2, 3 })));
        await AskAsync(app);

        await app.RunOutboxAsync();

        Assert.Single(twilio.Taken);
        Assert.Equal([OutboxStatus.FailedTemporary, OutboxStatus.Submitted], await StatesAsync(app, Channel.Sms));
        Assert.Equal([1, 2, 3], await app.WithDbAsync(db => db.OutboxMessages
            .Where(message => message.Channel == Channel.Sms && message.LastError == "payload").Select(message => message.Payload).SingleAsync()));
    }

    [Fact]
    public async Task A_gateway_that_hangs_on_one_message_holds_no_other_back()
    {
        await using var app = await StartAsync(Database.Sqlite);
        twilio.ReplyTo = fields => fields["To"] == "+33601020399" ? TwilioReply.TakeThenHang : TwilioReply.Take;
        await AskAsync(app, "06 01 02 03 99");
        await AskAsync(app);
        await AskAsync(app);

        var pass = app.RunOutboxOnceAsync(Channel.Sms);
        while (!(await StatesAsync(app, Channel.Sms)).SequenceEqual([OutboxStatus.Sending, OutboxStatus.Submitted, OutboxStatus.Submitted]))
            await Task.Yield();
        app.Time.Advance(TimeSpan.FromSeconds(10));
        await pass;

        Assert.Equal([OutboxStatus.Unknown, OutboxStatus.Submitted, OutboxStatus.Submitted], await StatesAsync(app, Channel.Sms));
    }

    [Fact]
    public async Task An_outcome_that_the_database_refuses_at_first_is_written_and_takes_no_other_along()
    {
        await using var app = await StartAsync(Database.Sqlite);
        for (var i = 0; i < 3; i++)
            await AskAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var saves = 0;
        scope.ServiceProvider.GetRequiredService<PortalDbContext>().SavingChanges += (_, _) =>
        {
            // The first save claims.
            if (++saves is 2 or 4)
                throw new DbUpdateException("A deadlock.");
        };

        await scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(Channel.Sms, TestContext.Current.CancellationToken);

        Assert.Equal(6, saves);
        Assert.All(await StatesAsync(app, Channel.Sms), state => Assert.Equal(OutboxStatus.Submitted, state));
    }

    [Fact]
    public async Task An_SMS_in_doubt_is_looked_for_at_the_operators_before_every_further_sending()
    {
        await using var app = await StartAsync(Database.Sqlite);
        await AskAsync(app);
        twilio.Reply = TwilioReply.TakeThenReset;
        await app.RunOutboxAsync();

        twilio.SearchReply = TwilioReply.Json(HttpStatusCode.OK, new { messages = Array.Empty<object>() });
        twilio.Reply = TwilioReply.Busy(TimeSpan.FromSeconds(20));
        app.Time.Advance(DeliverySchedule.ReconcileAfter);
        await app.RunOutboxAsync();
        Assert.Equal([OutboxStatus.Unknown], await StatesAsync(app, Channel.Sms));

        twilio.SearchReply = null;
        twilio.Reply = TwilioReply.Take;
        app.Time.Advance(DeliverySchedule.ReconcileAfter);
        await app.RunOutboxAsync();
        Assert.Single(twilio.Taken);
        Assert.Equal([OutboxStatus.Submitted], await StatesAsync(app, Channel.Sms));
    }

    /// <summary>Works as another process on the same database does: nothing of a channel is shared with the others.</summary>
    private static async Task RunNodeAsync(PortalApp app)
    {
        using var channels = new ChannelStates(new OutboxOptions());
        int worked;
        do
        {
            await using var scope = app.Services.CreateAsyncScope();
            var claims = ActivatorUtilities.CreateInstance<OutboxClaims>(scope.ServiceProvider, channels);
            var dispatcher = ActivatorUtilities.CreateInstance<OutboxDispatcher>(scope.ServiceProvider, claims);
            worked = await dispatcher.RunOnceAsync(Channel.Sms, TestContext.Current.CancellationToken);
        }
        while (worked > 0);
    }

    private Task<PortalApp> StartAsync(Database database, params (string Key, string? Value)[] settings) =>
        PortalApp.StartAsync(database, [.. twilio.Settings, .. settings]);

    private static async Task AskAsync(PortalApp app, string phone = ReassortJourney.Phone)
    {
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var person = await app.Electors.AddActiveAsync();
        var form = await ReassortJourney.OpenAsync(await app.Electors.SignInAsync(person));
        var answer = await form.FillAll(person).Fill("N° tél", phone).PressAsync("Valider");
        Assert.Equal("/portail/reassort/suivi", answer.Location);
    }

    private static async Task EnterAsync(PortalApp app, TestElector person)
    {
        var entry = await app.NewBrowser().GetAsync("/");
        await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer");
    }

    /// <summary>In the order in which they were written.</summary>
    private static Task<List<OutboxStatus>> StatesAsync(PortalApp app, Channel channel) => app.WithDbAsync(db =>
        db.OutboxMessages.Where(message => message.Channel == channel).OrderBy(message => message.CreatedAt)
            .Select(message => message.Status).ToListAsync());
}
