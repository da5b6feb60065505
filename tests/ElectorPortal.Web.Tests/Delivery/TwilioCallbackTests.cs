using System.Net;
using System.Net.Http.Json;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortalOutbox = ElectorPortal.Web.Outbox.Outbox;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>Twilio reports over HTTP what became of the SMS of a réassort that it took.</summary>
public sealed class TwilioCallbackTests : IAsyncLifetime
{
    private readonly FakeTwilio twilio = new();

    public ValueTask InitializeAsync() => twilio.InitializeAsync();

    public ValueTask DisposeAsync() => twilio.DisposeAsync();

    [Theory, EachDatabase]
    public async Task A_delivered_SMS_is_shown_as_delivered(Database database)
    {
        await using var app = await StartAsync(database);
        var sms = await SubmitAsync(app);

        Assert.Equal(HttpStatusCode.NoContent, await CallBackAsync(app, sms, "sent"));
        Assert.Equal(OutboxStatus.Submitted, (await MessageAsync(app, sms)).Status);
        Assert.Equal(HttpStatusCode.NoContent, await CallBackAsync(app, sms, "delivered"));

        var message = await MessageAsync(app, sms);
        Assert.Equal(OutboxStatus.Delivered, message.Status);
        Assert.Equal(app.Now, message.FinalAt);
        Assert.Equal(sms.Sid, message.ProviderReference);
        Assert.Equal(["Submitted", "Delivered"], await JournalAsync(app, JournalKind.Message));
        Assert.Equal(1, await UsedAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Receipts_repeated_late_and_out_of_order_change_nothing(Database database)
    {
        await using var app = await StartAsync(database);
        var sms = await SubmitAsync(app);
        await CallBackAsync(app, sms, "delivered");
        var before = await MessageAsync(app, sms);

        foreach (var status in new[] { "delivered", "sent", "queued", "failed", "undelivered" })
            Assert.Equal(HttpStatusCode.NoContent, await CallBackAsync(app, sms, status));

        var after = await MessageAsync(app, sms);
        Assert.Equal(OutboxStatus.Delivered, after.Status);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(1, await UsedAsync(app));
        Assert.Equal(["Submitted", "Delivered"], await JournalAsync(app, JournalKind.Message));
    }

    [Theory, EachDatabase]
    public async Task An_SMS_that_failed_for_good_gives_its_request_back_once(Database database)
    {
        await using var app = await StartAsync(database);
        var sms = await SubmitAsync(app);

        Assert.Equal(HttpStatusCode.NoContent, await CallBackAsync(app, sms, "undelivered", "30005"));
        Assert.Equal(HttpStatusCode.NoContent, await CallBackAsync(app, sms, "failed", "30008"));

        var message = await MessageAsync(app, sms);
        Assert.Equal(OutboxStatus.FailedPermanent, message.Status);
        Assert.Equal("30005", message.LastError);
        Assert.Equal(0, await UsedAsync(app));
        Assert.Equal(app.Now, await app.WithDbAsync(db => db.ReassortRequests.Select(request => request.GivenBackAt).SingleAsync()));
        Assert.Equal(["30005"], await JournalAsync(app, JournalKind.ReassortGivenBack));
        Assert.Equal(["Submitted", "FailedPermanent"], await JournalAsync(app, JournalKind.Message));
    }

    [Theory, EachDatabase]
    public async Task Receipts_of_one_failure_that_come_together_give_one_request_back(Database database)
    {
        await using var app = await StartAsync(database);
        var sms = await SubmitAsync(app);
        await SetUsedAsync(app, 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CallBackAsync(app, sms, "failed", "30003")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer));
        Assert.Equal(1, await UsedAsync(app));
        Assert.Single(await JournalAsync(app, JournalKind.ReassortGivenBack));
    }

    [Theory, EachDatabase]
    public async Task A_refusal_at_once_gives_the_request_back_like_a_later_failure(Database database)
    {
        await using var app = await StartAsync(database);
        twilio.Reply = TwilioReply.Error(HttpStatusCode.BadRequest, 21211);

        await AddSmsAsync(app);
        await app.RunOutboxAsync();

        Assert.Equal(OutboxStatus.FailedPermanent, await app.WithDbAsync(db => db.OutboxMessages.Select(row => row.Status).SingleAsync()));
        Assert.Equal(0, await UsedAsync(app));
        Assert.Equal(["21211"], await JournalAsync(app, JournalKind.ReassortGivenBack));
    }

    [Theory, EachDatabase]
    public async Task An_elector_who_acts_at_the_moment_of_the_failure_gets_the_request_back_all_the_same(Database database)
    {
        await using var app = await StartAsync(database);
        twilio.Reply = TwilioReply.Error(HttpStatusCode.BadRequest, 21211);
        await AddSmsAsync(app);

        await using (var scope = app.Services.CreateAsyncScope())
        {
            ChangeElectorBeforeGiveBack(app, scope.ServiceProvider);
            await scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(Channel.Sms, TestContext.Current.CancellationToken);
        }

        Assert.Equal(OutboxStatus.FailedPermanent, await app.WithDbAsync(db => db.OutboxMessages.Select(row => row.Status).SingleAsync()));
        Assert.Equal(0, await UsedAsync(app));
        Assert.Single(await JournalAsync(app, JournalKind.ReassortGivenBack));
    }

    [Theory, EachDatabase]
    public async Task An_elector_who_acts_at_the_moment_of_the_receipt_gets_the_request_back_all_the_same(Database database)
    {
        await using var app = await StartAsync(database);
        var message = await MessageAsync(app, await SubmitAsync(app));

        await using (var scope = app.Services.CreateAsyncScope())
        {
            ChangeElectorBeforeGiveBack(app, scope.ServiceProvider);
            var receipt = new Receipt
            {
                OutboxId = message.Id,
                Channel = Channel.Sms,
                Status = OutboxStatus.FailedPermanent,
                Reason = "failed",
            };
            Assert.Equal(
                ReceiptAnswer.Taken,
                await scope.ServiceProvider.GetRequiredService<ApplyReceipt>().ApplyAsync(receipt, TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, await UsedAsync(app));
        Assert.Single(await JournalAsync(app, JournalKind.ReassortGivenBack));
    }

    [Theory, EachDatabase]
    public async Task A_receipt_settles_an_SMS_whose_answer_was_lost(Database database)
    {
        await using var app = await StartAsync(database);
        twilio.Reply = TwilioReply.TakeThenReset;
        var sms = await SubmitAsync(app);
        Assert.Equal(OutboxStatus.Unknown, (await MessageAsync(app, sms)).Status);

        await CallBackAsync(app, sms, "sent");
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.RunOutboxAsync();

        var message = await MessageAsync(app, sms);
        Assert.Equal(OutboxStatus.Submitted, message.Status);
        Assert.Equal(sms.Sid, message.ProviderReference);
        Assert.Null(message.Payload);
        Assert.Single(twilio.Taken);
    }

    [Fact]
    public async Task An_SMS_whose_answer_was_lost_is_found_at_the_operators_and_not_sent_again()
    {
        await using var app = await StartAsync(Database.Sqlite);
        twilio.Reply = TwilioReply.TakeThenReset;
        var sms = await SubmitAsync(app);

        twilio.SearchReply = TwilioReply.Error(HttpStatusCode.InternalServerError, 20500);
        app.Time.Advance(DeliverySchedule.ReconcileAfter);
        await app.RunOutboxAsync();
        Assert.Equal(OutboxStatus.Unknown, (await MessageAsync(app, sms)).Status);

        twilio.SearchReply = null;
        app.Time.Advance(DeliverySchedule.ReconcileAfter);
        await app.RunOutboxAsync();
        Assert.Equal(OutboxStatus.Submitted, (await MessageAsync(app, sms)).Status);
        Assert.Single(twilio.Taken);
    }

    [Fact]
    public async Task A_status_that_nobody_knows_is_journalled_and_moves_nothing()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var sms = await SubmitAsync(app);

        Assert.Equal(HttpStatusCode.NoContent, await CallBackAsync(app, sms, "tele<b>ported"));

        Assert.Equal(OutboxStatus.Submitted, (await MessageAsync(app, sms)).Status);
        var entry = await app.WithDbAsync(db => db.Journal.OrderBy(row => row.Id).LastAsync());
        Assert.Equal("UnknownStatus", entry.Reason);
        Assert.EndsWith(" telebported", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_code_that_nobody_knows_is_kept()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var sms = await SubmitAsync(app);

        await CallBackAsync(app, sms, "failed", "39999");

        Assert.Equal("39999", (await MessageAsync(app, sms)).LastError);
        Assert.Equal(["39999"], await JournalAsync(app, JournalKind.ReassortGivenBack));
    }

    [Fact]
    public async Task A_receipt_that_Twilio_did_not_sign_for_our_account_is_refused_and_changes_nothing()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var sms = await SubmitAsync(app);
        var fields = FakeTwilio.CallbackFields(sms, "failed", "30005");
        var signature = FakeTwilio.Sign(sms.StatusCallback, fields);
        Dictionary<string, string> altered = new(fields) { ["Added"] = "1" };
        Dictionary<string, string> foreign = new(fields) { ["AccountSid"] = "ACffffffffffffffffffffffffffffffff" };
        Dictionary<string, string> huge = new(fields) { ["Added"] = new string('x', 1024 * 1024) };
        var otherAddress = sms.StatusCallback.Replace("portail.test", "ailleurs.test", StringComparison.Ordinal);

        Task<HttpResponseMessage>[] attempts =
        [
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, fields, signature: null),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, fields, ""),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, fields, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, fields, FakeTwilio.Sign(sms.StatusCallback, fields, "autre jeton")),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, fields, FakeTwilio.Sign(otherAddress, fields)),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback + "?a=1", fields, signature),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, altered, signature),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, foreign, FakeTwilio.Sign(sms.StatusCallback, foreign)),
            FakeTwilio.CallBackAsync(Http(app), sms.StatusCallback, huge, FakeTwilio.Sign(sms.StatusCallback, huge)),
            Http(app).PostAsync(
                new Uri(sms.StatusCallback).AbsolutePath, JsonContent.Create(fields), TestContext.Current.CancellationToken),
        ];

        foreach (var answer in await Task.WhenAll(attempts))
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(OutboxStatus.Submitted, (await MessageAsync(app, sms)).Status);
        Assert.Equal(["Submitted"], await JournalAsync(app, JournalKind.Message));
        Assert.Equal(1, await UsedAsync(app));
    }

    [Fact]
    public async Task A_receipt_for_a_message_that_is_not_ours_is_not_found()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var sms = await SubmitAsync(app);
        var unknown = sms with { StatusCallback = $"{PortalApp.PublicBaseUrl}/webhooks/twilio/{Guid.NewGuid()}" };

        Assert.Equal(HttpStatusCode.NotFound, await CallBackAsync(app, unknown, "delivered"));
    }

    [Fact]
    public async Task Where_SMS_are_a_demonstration_there_is_nothing_to_report_to()
    {
        await using var app = await PortalApp.StartAsync();
        var sms = new TwilioSms("SM01", "+33639980001", "", $"{PortalApp.PublicBaseUrl}/webhooks/twilio/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, await CallBackAsync(app, sms, "delivered"));
    }

    private Task<PortalApp> StartAsync(Database database) => PortalApp.StartAsync(database, twilio.Settings);

    private static HttpClient Http(PortalApp app) => app.NewBrowser().Http;

    private static async Task<HttpStatusCode> CallBackAsync(PortalApp app, TwilioSms sms, string status, string? errorCode = null) =>
        (await FakeTwilio.CallBackAsync(Http(app), sms, status, errorCode)).StatusCode;

    /// <summary>Writes the SMS of an accepted request and hands it to Twilio.</summary>
    private async Task<TwilioSms> SubmitAsync(PortalApp app)
    {
        await AddSmsAsync(app);
        await app.RunOutboxAsync();
        return Assert.Single(twilio.Taken);
    }

    private static async Task AddSmsAsync(PortalApp app)
    {
        var person = await app.Electors.AddActiveAsync();
        var request = new ReassortRequest
        {
            ElectorId = person.Id,
            FormKey = Guid.NewGuid(),
            AcceptedAt = app.Now,
            MaskedNumber = "06xxxxxxx",
            NumberHash = new byte[KeyedHash.Length],
            Region = "FR",
            ReportTokenHash = new byte[KeyedHash.Length],
        };
        var sms = new SmsMessage { OutboxId = Guid.CreateVersion7(), To = "+33639980001", Body = "Votre nouvel identifiant de vote: 68WMEUWD5AEJ" };
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PortalOutbox>().Add(
            sms, new MobileNumber(sms.To, 33, "FR"), MessageTopic.ReassortIdentifier, person.Id, $"sms-{request.Id}", request.Id);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        db.ReassortRequests.Add(request);
        db.Identifiers.Add(new IssuedIdentifier
        {
            ElectorId = person.Id,
            Hash = new byte[KeyedHash.Length],
            IssuedAt = app.Now,
            RequestId = request.Id,
        });
        (await db.Electors.SingleAsync(elector => elector.Id == person.Id)).Reassort.Used = 1;
        await db.SaveChangesAsync();
    }

    /// <summary>Writes the elector's row between the moment it is read to give his request back and the moment that is saved, once.</summary>
    private static void ChangeElectorBeforeGiveBack(PortalApp app, IServiceProvider services)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var changed = false;
        db.SavingChanges += (_, _) =>
        {
            if (changed || !db.ChangeTracker.Entries<Elector>().Any(entry => entry.State == EntityState.Modified))
                return;

            changed = true;
            using var aside = app.Services.CreateScope();
            aside.ServiceProvider.GetRequiredService<PortalDbContext>().Electors
                .ExecuteUpdate(update => update.SetProperty(elector => elector.Version, elector => elector.Version + 1));
        };
    }

    private static Task<OutboxMessage> MessageAsync(PortalApp app, TwilioSms sms)
    {
        var id = Guid.Parse(sms.StatusCallback[(sms.StatusCallback.LastIndexOf('/') + 1)..]);
        return app.WithDbAsync(db => db.OutboxMessages.SingleAsync(message => message.Id == id));
    }

    private static Task<int> UsedAsync(PortalApp app) =>
        app.WithDbAsync(db => db.Electors.Select(elector => elector.Reassort.Used).SingleAsync());

    private static Task<int> SetUsedAsync(PortalApp app, int used) => app.WithDbAsync(async db =>
    {
        (await db.Electors.SingleAsync()).Reassort.Used = used;
        return await db.SaveChangesAsync();
    });

    private static Task<List<string?>> JournalAsync(PortalApp app, JournalKind kind) => app.WithDbAsync(
        db => db.Journal.Where(entry => entry.Kind == kind).OrderBy(entry => entry.Id).Select(entry => entry.Reason).ToListAsync());
}
