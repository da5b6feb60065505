using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>What Twilio reports moves the message, forward only, and gives the request of a lost SMS back.</summary>
public sealed class TwilioCallbackTests : TwilioReportTests
{
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
        Twilio.Reply = TwilioReply.Error(HttpStatusCode.BadRequest, 21211);

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
        Twilio.Reply = TwilioReply.Error(HttpStatusCode.BadRequest, 21211);
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
        Twilio.Reply = TwilioReply.TakeThenReset;
        var sms = await SubmitAsync(app);
        Assert.Equal(OutboxStatus.Unknown, (await MessageAsync(app, sms)).Status);

        await CallBackAsync(app, sms, "sent");
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.RunOutboxAsync();

        var message = await MessageAsync(app, sms);
        Assert.Equal(OutboxStatus.Submitted, message.Status);
        Assert.Equal(sms.Sid, message.ProviderReference);
        Assert.Null(message.Payload);
        Assert.Single(Twilio.Taken);
    }

    [Fact]
    public async Task An_SMS_whose_answer_was_lost_is_found_at_the_operators_and_not_sent_again()
    {
        await using var app = await StartAsync(Database.Sqlite);
        Twilio.Reply = TwilioReply.TakeThenReset;
        var sms = await SubmitAsync(app);

        Twilio.SearchReply = TwilioReply.Error(HttpStatusCode.InternalServerError, 20500);
        app.Time.Advance(DeliverySchedule.ReconcileAfter);
        await app.RunOutboxAsync();
        Assert.Equal(OutboxStatus.Unknown, (await MessageAsync(app, sms)).Status);

        Twilio.SearchReply = null;
        app.Time.Advance(DeliverySchedule.ReconcileAfter);
        await app.RunOutboxAsync();
        Assert.Equal(OutboxStatus.Submitted, (await MessageAsync(app, sms)).Status);
        Assert.Single(Twilio.Taken);
    }

    [Fact]
    [Trait("ASVS", "16.3.3")]
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
}
