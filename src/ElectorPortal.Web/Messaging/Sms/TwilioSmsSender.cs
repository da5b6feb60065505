using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Messaging.Sms;

/// <summary>Hands SMS to Twilio's REST API. Nothing is repeated here: Twilio has no idempotency key.</summary>
internal sealed class TwilioSmsSender(HttpClient http, SmsOptions options, PublicAddress address, TimeProvider time) : ISmsSender
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Twilio drops what it could not hand over by then: the elector was promised 15 minutes.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    public async Task<DeliveryOutcome> SendAsync(SmsMessage sms, CancellationToken cancellation)
    {
        using var form = new WatchedForm(Fields(sms));
        using var request = Request(HttpMethod.Post, MessagesAddress, form);
        using var limit = new TimeLimit(Limit, time, cancellation);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            return TwilioAnswers.ToSending(response.StatusCode, body, RetryAfter(response));
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            return form.HasLeft ? new DeliveryOutcome.Ambiguous(Reason(failure)) : new DeliveryOutcome.Unreachable(Reason(failure));
        }
    }

    public async Task<DeliveryOutcome?> FindAsync(SmsMessage sms, DateTime since, CancellationToken cancellation)
    {
        // Twilio counts in days: the one before bears with two clocks that do not agree at midnight.
        var day = since.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var query = $"?To={Uri.EscapeDataString(sms.To)}&{Uri.EscapeDataString("DateSent>")}={day}&PageSize=100";
        using var request = Request(HttpMethod.Get, MessagesAddress + query, null);
        using var limit = new TimeLimit(Limit, time, cancellation);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return TwilioAnswers.ToSearch(response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token), sms);
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            var reason = Reason(failure);
            return IsOutOfReach(failure) ? new DeliveryOutcome.Unreachable(reason) : new DeliveryOutcome.StillInDoubt(reason);
        }
    }

    private TwilioOptions Account => options.Twilio;

    private string MessagesAddress => $"{Account.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{Account.AccountSid}/Messages.json";

    private Dictionary<string, string> Fields(SmsMessage sms)
    {
        var fields = new Dictionary<string, string>
        {
            ["To"] = sms.To,
            ["Body"] = sms.Body,
            ["StatusCallback"] = address.Link($"/webhooks/twilio/{sms.OutboxId}"),
            ["ValidityPeriod"] = Validity.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        };
        if (!string.IsNullOrWhiteSpace(Account.MessagingServiceSid))
            fields["MessagingServiceSid"] = Account.MessagingServiceSid;
        else
            fields["From"] = Account.From!;
        return fields;
    }

    private HttpRequestMessage Request(HttpMethod method, string uri, HttpContent? content)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account.UserName}:{Account.Password}"));
        return new HttpRequestMessage(method, uri)
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static bool IsExpected(Exception failure) => failure is HttpRequestException or IOException or OperationCanceledException;

    private static bool IsOutOfReach(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
    };

    private static string Reason(Exception failure) => failure switch
    {
        OperationCanceledException => "timeout",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "dns",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "connect",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
        _ => "no-answer",
    };

    /// <summary>Notices when the request begins to leave: a form is written only once the connection stands.</summary>
    private sealed class WatchedForm(IEnumerable<KeyValuePair<string, string>> fields) : FormUrlEncodedContent(fields)
    {
        public bool HasLeft { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasLeft = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
