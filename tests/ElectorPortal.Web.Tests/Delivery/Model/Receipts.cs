using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>What providers report afterwards, and what the operator is told.</summary>
internal static class Receipts
{
    public static async Task TakeAsync(Play play, PortalModel model, Step step)
    {
        switch (step)
        {
            case CallBack report when Newest(play.Sms, report.Which) is { } sms:
                for (var time = 0; time < report.Times; time++)
                    Promises.Require(await CallBackAsync(play, sms, report) == HttpStatusCode.NoContent, "a receipt was not taken");
                break;
            case CallBackOfUnknown:
                var unknown = new TakenMessage(Guid.NewGuid(), "+33601020399", "");
                Promises.Require(
                    await CallBackAsync(play, unknown, new CallBack(0, "failed", "30003", 1)) == HttpStatusCode.NotFound,
                    "a receipt for nobody was taken");
                break;
            case ReportMail report when Newest(play.Mail, report.Which) is { } mail:
                await ReportAsync(play, model.Messages[mail.Id], report.Failed);
                break;
        }
    }

    /// <summary>The alert names each channel that has a message older than promised, and no other.</summary>
    public static async Task LookForLateAsync(PortalApp app, Snapshot seen)
    {
        var log = new LogRecorder<LateMessages>();
        using var alert = new LateMessages(app.Services.GetRequiredService<IServiceScopeFactory>(), app.Time, log);
        await alert.LookAsync(CancellationToken.None);
        var late = seen.Messages
            .Where(message => !ModelMessage.IsSettledStatus(message.Status) && app.Now - message.CreatedAt > TimeSpan.FromMinutes(15))
            .Select(message => message.Channel)
            .Distinct()
            .Count();
        Promises.Require(
            log.Entries.Count(entry => entry.Level == LogLevel.Critical) == late, $"G5: {late} channels are late, {log.Entries.Count} were alerted");
    }

    private static TakenMessage? Newest(Provider provider, int which) => which < provider.Taken.Count ? provider.Taken[^(1 + which)] : null;

    private static async Task<HttpStatusCode> CallBackAsync(Play play, TakenMessage taken, CallBack report)
    {
        var sms = new TwilioSms(taken.Sid, taken.Recipient, taken.Content, $"{PortalApp.PublicBaseUrl}/webhooks/twilio/{taken.Id}");
        using var answer = await FakeTwilio.CallBackAsync(play.App.NewBrowser().Http, sms, report.Word, report.ErrorCode);
        return answer.StatusCode;
    }

    private static async Task ReportAsync(Play play, ModelMessage mail, bool failed)
    {
        await using var scope = play.App.Services.CreateAsyncScope();
        var receipt = new Receipt
        {
            OutboxId = mail.Id,
            Channel = Channel.Mail,
            Status = failed ? OutboxStatus.FailedPermanent : OutboxStatus.Submitted,
            Reason = failed ? "dsn-5.1.1" : "dsn-4.2.2",
        };
        var answer = await scope.ServiceProvider.GetRequiredService<ApplyReceipt>().ApplyAsync(receipt, CancellationToken.None);
        Promises.Require(answer is ReceiptAnswer.Taken or ReceiptAnswer.NoNews, $"a report on a mail was answered {answer}");
        if (failed && answer == ReceiptAnswer.Taken && mail.Topic is MessageTopic.Activation or MessageTopic.Reset)
            LiftSpacing(mail);
    }

    /// <summary>A link whose mail came back need not be waited for, unless a newer one is on its way.</summary>
    private static void LiftSpacing(ModelMessage mail)
    {
        if (mail.Elector.LinkSentAt <= mail.WrittenAt)
            mail.Elector.LinkSentAt = null;
    }
}
