using System.Net;
using System.Net.Sockets;
using System.Text;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Messaging;

public sealed class TwilioSmsSenderTests : IAsyncLifetime
{
    private static readonly SmsMessage Sms = new()
    {
        OutboxId = Guid.Parse("0196a000-0000-7000-8000-00000000abcd"),
        To = "+33639980001",
        Body = "Bonjour,\nVotre nouvel identifiant de vote: 68WMEUWD5AEJ\nVotre ancien identifiant a été invalidé.",
    };

    private readonly FakeTwilio twilio = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => twilio.InitializeAsync();

    public ValueTask DisposeAsync() => twilio.DisposeAsync();

    [Fact]
    public async Task The_request_is_the_one_that_Twilio_documents()
    {
        using var host = new SenderHost(twilio.Settings);

        var outcome = await host.Sms.SendAsync(Sms, Cancellation);

        var request = Assert.Single(twilio.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal($"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json", request.Path);
        Assert.Equal(Basic(FakeTwilio.AccountSid, FakeTwilio.AuthToken), request.Authorization);
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["Body"] = Sms.Body,
                ["From"] = "36001",
                ["StatusCallback"] = "https://portail.test/webhooks/twilio/0196a000-0000-7000-8000-00000000abcd",
                ["To"] = "+33639980001",
                ["ValidityPeriod"] = "900",
            },
            new SortedDictionary<string, string>(request.Fields.ToDictionary()));
        Assert.Equal(new DeliveryOutcome.Sent(twilio.Taken.Single().Sid), outcome);
    }

    [Fact]
    public async Task A_messaging_service_stands_in_for_the_number_and_an_API_key_for_the_token()
    {
        using var host = new SenderHost(
        [
            .. twilio.Settings, ("Sms:Twilio:MessagingServiceSid", "MG0123456789abcdef0123456789abcdef"), ("Sms:Twilio:ApiKeySid", "SK01"),
            ("Sms:Twilio:ApiKeySecret", "secret"),
        ]);

        await host.Sms.SendAsync(Sms, Cancellation);

        var request = Assert.Single(twilio.Requests);
        Assert.Equal("MG0123456789abcdef0123456789abcdef", request.Fields["MessagingServiceSid"]);
        Assert.DoesNotContain("From", request.Fields.Keys);
        Assert.Equal(Basic("SK01", "secret"), request.Authorization);
    }

    public static TheoryData<TwilioReply, DeliveryOutcome> Answers => new()
    {
        { TwilioReply.Error(HttpStatusCode.BadRequest, 21211), new DeliveryOutcome.Refused("21211") },
        { TwilioReply.Error(HttpStatusCode.BadRequest, 29999), new DeliveryOutcome.Refused("29999") },
        { TwilioReply.Text(HttpStatusCode.NotFound, "<h1>404</h1>"), new DeliveryOutcome.Refused("http-404") },
        { TwilioReply.Error(HttpStatusCode.Unauthorized, 20003), new DeliveryOutcome.SettingsWrong("20003") },
        { TwilioReply.Text(HttpStatusCode.Forbidden, ""), new DeliveryOutcome.SettingsWrong("http-403") },
        { TwilioReply.Busy(TimeSpan.FromSeconds(90)), new DeliveryOutcome.NotSent("20429", TimeSpan.FromSeconds(90)) },
        { TwilioReply.Busy(TimeSpan.FromDays(1)), new DeliveryOutcome.NotSent("20429", TimeSpan.FromMinutes(15)) },
        { TwilioReply.Error(HttpStatusCode.TooManyRequests, 20429), new DeliveryOutcome.NotSent("20429") },
        { TwilioReply.Error(HttpStatusCode.InternalServerError, 20500), new DeliveryOutcome.Ambiguous("20500") },
        { TwilioReply.Text(HttpStatusCode.ServiceUnavailable, "<html>"), new DeliveryOutcome.Ambiguous("http-503") },
        { TwilioReply.Text(HttpStatusCode.Created, """{"sid":"SM01","sta""", "application/json"), new DeliveryOutcome.Ambiguous("unreadable-answer") },
        { TwilioReply.Text(HttpStatusCode.OK, "<html>Portail captif</html>"), new DeliveryOutcome.Ambiguous("unreadable-answer") },
        { TwilioReply.Json(HttpStatusCode.Created, new { sid = (string?)null }), new DeliveryOutcome.Ambiguous("unreadable-answer") },
        { TwilioReply.Json(HttpStatusCode.Created, new[] { 1 }), new DeliveryOutcome.Ambiguous("unreadable-answer") },
        { TwilioReply.Json(HttpStatusCode.Created, new { sid = "SM01", status = "failed", error_code = 30005 }), new DeliveryOutcome.Refused("30005") },
        { TwilioReply.TakeThenReset, new DeliveryOutcome.Ambiguous("no-answer") },
        { TwilioReply.ResetUnread, new DeliveryOutcome.Ambiguous("no-answer") },
    };

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task Each_answer_falls_in_its_class_and_is_asked_for_once(TwilioReply reply, DeliveryOutcome expected)
    {
        using var host = new SenderHost(twilio.Settings);
        twilio.Reply = reply;

        Assert.Equal(expected, await host.Sms.SendAsync(Sms, Cancellation));
        Assert.True(twilio.Requests.Count <= 1, "The request was repeated.");
    }

    [Fact]
    [Trait("ASVS", "1.3.6")]
    [Trait("ASVS", "15.3.2")]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new FakeTwilio();
        await elsewhere.InitializeAsync();
        using var host = new SenderHost(twilio.Settings);
        twilio.Reply = TwilioReply.Redirect(elsewhere.BaseUrl + "/2010-04-01/Accounts/AC/Messages.json");

        Assert.Equal(new DeliveryOutcome.SettingsWrong("http-302"), await host.Sms.SendAsync(Sms, Cancellation));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_within_ten_seconds_leaves_a_doubt()
    {
        using var host = new SenderHost(twilio.Settings);
        twilio.Reply = TwilioReply.TakeThenHang;

        var sending = host.Sms.SendAsync(Sms, Cancellation);
        await twilio.ArrivalAsync(Cancellation);
        host.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(sending.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new DeliveryOutcome.Ambiguous("timeout"), await sending);
    }

    [Fact]
    public async Task What_fails_before_the_request_leaves_is_tried_again()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        Assert.Equal(new DeliveryOutcome.Unreachable("connect"), await SendToAsync($"http://127.0.0.1:{port}"));
        Assert.Equal(new DeliveryOutcome.Unreachable("dns"), await SendToAsync("http://nulle-part.invalid"));
        Assert.Equal(new DeliveryOutcome.Unreachable("tls"), await SendToAsync(twilio.BaseUrl.Replace("http:", "https:", StringComparison.Ordinal)));
        Assert.Empty(twilio.Requests);
    }

    [Fact]
    public async Task After_a_lost_answer_the_message_is_found_by_number_and_text()
    {
        using var host = new SenderHost(twilio.Settings);
        twilio.Reply = TwilioReply.TakeThenReset;
        await host.Sms.SendAsync(Sms with { Body = "Un autre message" }, Cancellation);
        await host.Sms.SendAsync(Sms, Cancellation);

        var found = await host.Sms.FindAsync(Sms, host.Time.GetUtcNow().UtcDateTime, Cancellation);

        Assert.Equal(new DeliveryOutcome.Sent(twilio.Taken[1].Sid), found);
        var search = twilio.Requests[^1];
        Assert.Equal("GET", search.Method);
        Assert.Equal($"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json", search.Path);
        Assert.Equal("?To=%2B33639980001&DateSent%3E=2018-11-29&PageSize=100", search.Query);
        Assert.Equal(Basic(FakeTwilio.AccountSid, FakeTwilio.AuthToken), search.Authorization);
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_certainly_unknown()
    {
        using var host = new SenderHost(twilio.Settings);
        await host.Sms.SendAsync(Sms with { Body = "Un autre message" }, Cancellation);

        Assert.Null(await host.Sms.FindAsync(Sms, host.Time.GetUtcNow().UtcDateTime, Cancellation));
    }

    public static TheoryData<TwilioReply> SearchFailures =>
    [
        TwilioReply.Error(HttpStatusCode.InternalServerError, 20500),
        TwilioReply.Error(HttpStatusCode.TooManyRequests, 20429),
        TwilioReply.Text(HttpStatusCode.OK, "<html>"),
        TwilioReply.Json(HttpStatusCode.OK, new { page = 0 }),
        TwilioReply.ResetUnread,
    ];

    [Theory]
    [MemberData(nameof(SearchFailures), DisableDiscoveryEnumeration = true)]
    public async Task A_search_that_tells_nothing_does_not_prove_that_nothing_left(TwilioReply reply)
    {
        using var host = new SenderHost(twilio.Settings);
        twilio.SearchReply = reply;

        Assert.IsType<DeliveryOutcome.StillInDoubt>(await host.Sms.FindAsync(Sms, host.Time.GetUtcNow().UtcDateTime, Cancellation));
    }

    [Fact]
    public async Task A_search_that_our_settings_forbid_says_so()
    {
        using var host = new SenderHost(twilio.Settings);
        twilio.SearchReply = TwilioReply.Error(HttpStatusCode.Unauthorized, 20003);

        Assert.Equal(
            new DeliveryOutcome.SettingsWrong("20003"),
            await host.Sms.FindAsync(Sms, host.Time.GetUtcNow().UtcDateTime, Cancellation));
    }

    [Fact]
    public async Task A_message_that_the_operator_knows_to_have_arrived_has_arrived()
    {
        using var host = new SenderHost(twilio.Settings);
        twilio.SearchReply = TwilioReply.Json(
            HttpStatusCode.OK, new { messages = new[] { new { sid = "SM1", to = Sms.To, body = Sms.Body, status = "delivered" } } });

        Assert.Equal(
            new DeliveryOutcome.Sent("SM1", HasArrived: true),
            await host.Sms.FindAsync(Sms, host.Time.GetUtcNow().UtcDateTime, Cancellation));
    }

    [Fact]
    public async Task An_operator_that_cannot_be_asked_about_a_message_is_out_of_reach()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var host = HostOf($"http://127.0.0.1:{port}");

        Assert.Equal(
            new DeliveryOutcome.Unreachable("connect"),
            await host.Sms.FindAsync(Sms, host.Time.GetUtcNow().UtcDateTime, Cancellation));
    }

    private async Task<DeliveryOutcome> SendToAsync(string baseUrl)
    {
        using var host = HostOf(baseUrl);
        return await host.Sms.SendAsync(Sms, Cancellation);
    }

    private SenderHost HostOf(string baseUrl) =>
        new(twilio.Settings.Where(setting => setting.Key != "Sms:Twilio:BaseUrl").Append(("Sms:Twilio:BaseUrl", baseUrl)));

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}
