using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Messaging.Mail;

/// <summary>Why a received message tells nothing about one of ours.</summary>
internal enum NoReport
{
    Empty,
    TooLarge,

    /// <summary>Not a mail, or one that stops before it says anything.</summary>
    Damaged,

    /// <summary>Out of office, acknowledgement: written by a machine for people.</summary>
    AutomaticReply,

    /// <summary>A failure told in free text, as some servers do: it is not guessed at.</summary>
    FreeText,

    /// <summary>Any other mail.</summary>
    Ordinary,

    /// <summary>A delivery report without a word on what became of the mail.</summary>
    WithoutAction,

    /// <summary>A delivery report that names no mail of the portal.</summary>
    WithoutMail,
}

/// <summary>What a mail server tells about a mail of the portal (RFC 3464).</summary>
internal sealed record DeliveryReport
{
    /// <summary>The mails that it may be about, the surest first; never empty.</summary>
    public required IReadOnlyList<Guid> OutboxIds { get; init; }

    public required DsnAction Action { get; init; }

    /// <summary>As in <see cref="OutboxMessage.LastError"/>.</summary>
    public required string? Reason { get; init; }
}
