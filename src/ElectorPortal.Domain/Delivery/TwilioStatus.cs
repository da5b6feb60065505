namespace ElectorPortal.Domain.Delivery;

/// <summary>Twilio's words for where an SMS is (its OpenAPI description, <c>message_enum_status</c>).</summary>
public static class TwilioStatus
{
    private const int PlainMaxLength = 40;

    /// <returns>Null for a word that is unknown, or that cannot concern a message of ours.</returns>
    public static OutboxStatus? Parse(string word) => word switch
    {
        "queued" or "accepted" or "scheduled" or "sending" or "sent" => OutboxStatus.Submitted,
        "delivered" or "read" => OutboxStatus.Delivered,
        "undelivered" or "failed" or "canceled" => OutboxStatus.FailedPermanent,
        _ => null,
    };

    /// <summary>A word or code from outside, fit for the journal whatever it holds.</summary>
    public static string Plain(string word)
    {
        var plain = string.Concat(word.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(PlainMaxLength));
        return plain.Length > 0 ? plain : "?";
    }
}
