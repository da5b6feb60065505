using System.Net;
using System.Net.Http.Json;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>A report that Twilio did not make, or that is none of ours, changes nothing.</summary>
public sealed class TwilioForgeryTests : TwilioReportTests
{
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
}
