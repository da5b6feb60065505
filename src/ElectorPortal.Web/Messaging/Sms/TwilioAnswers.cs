using System.Globalization;
using System.Net;
using System.Text.Json;
using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Messaging.Sms;

/// <summary>What Twilio's answers mean. The HTTP status decides; Twilio's own code only names the reason.</summary>
internal static class TwilioAnswers
{
    /// <summary>A longer wait would outlast what the elector was promised.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>The answer to a message that was handed over.</summary>
    /// <param name="retryAfter">How long Twilio asks us to wait.</param>
    public static DeliveryOutcome ToSending(HttpStatusCode status, string body, TimeSpan? retryAfter) => (int)status switch
    {
        >= 200 and < 300 => Read(body, MessageOutcome) ?? new DeliveryOutcome.Ambiguous("unreadable-answer"),
        429 => new DeliveryOutcome.NotSent(Reason(status, body), retryAfter > LongestWait ? LongestWait : retryAfter),
        // Redirected: what answers there is not Twilio's API, so the address or the way to it is wrong.
        401 or 403 or (>= 300 and < 400) => new DeliveryOutcome.SettingsWrong(Reason(status, body)),
        >= 400 and < 500 => new DeliveryOutcome.Refused(Reason(status, body)),
        _ => new DeliveryOutcome.Ambiguous(Reason(status, body)),
    };

    /// <summary>The answer to whether it knows a message already.</summary>
    /// <returns>Null where it certainly does not.</returns>
    public static DeliveryOutcome? ToSearch(HttpStatusCode status, string body, SmsMessage sms)
    {
        if ((int)status is 401 or 403 or (>= 300 and < 400))
            return new DeliveryOutcome.SettingsWrong(Reason(status, body));
        if ((int)status is < 200 or >= 300)
            return new DeliveryOutcome.StillInDoubt(Reason(status, body));

        var known = Read(body, root => root.TryGetProperty("messages", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => IsSame(item, sms)).Select(MessageOutcome).OfType<DeliveryOutcome>().ToList()
            : null);
        if (known is null)
            return new DeliveryOutcome.StillInDoubt("unreadable-answer");

        return known.OfType<DeliveryOutcome.Sent>().FirstOrDefault() ?? known.FirstOrDefault();
    }

    private static bool IsSame(JsonElement item, SmsMessage sms) => Text(item, "to") == sms.To && Text(item, "body") == sms.Body;

    /// <summary>A message as Twilio describes it: no callback repeats the status that it has here.</summary>
    private static DeliveryOutcome? MessageOutcome(JsonElement message)
    {
        if (Text(message, "sid") is not { Length: > 0 and <= OutboxMessage.ReasonMaxLength } sid)
            return null;

        var word = Text(message, "status") ?? "";
        return TwilioStatus.Parse(word) switch
        {
            OutboxStatus.FailedPermanent => new DeliveryOutcome.Refused(Code(message, "error_code") ?? TwilioStatus.Plain(word)),
            var status => new DeliveryOutcome.Sent(sid, HasArrived: status == OutboxStatus.Delivered),
        };
    }

    private static string Reason(HttpStatusCode status, string body) => Read(body, root => Code(root, "code")) ?? $"http-{(int)status}";

    private static T? Read<T>(string body, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? Code(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var code)
            ? code.ToString(CultureInfo.InvariantCulture)
            : null;
}
