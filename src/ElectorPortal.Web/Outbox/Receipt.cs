using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Outbox;

/// <summary>What a provider reports about a message after it took it.</summary>
internal sealed record Receipt
{
    public required Guid OutboxId { get; init; }

    /// <summary>The channel of who reports: nobody's word counts for the other one.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Where the message is; null for a word that nobody knows, which the journal keeps.</summary>
    public required OutboxStatus? Status { get; init; }

    /// <summary>
    /// A code or word fit for the journal: why the message failed, why it is late where it is still <see cref="OutboxStatus.Submitted"/>,
    /// or the word that nobody knows.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The provider's number for the message.</summary>
    public string? Reference { get; init; }
}

internal enum ReceiptAnswer
{
    Taken,

    /// <summary>The message had moved on already: nothing changed.</summary>
    NoNews,
    UnknownMessage,

    /// <summary>Others kept changing the message: to be reported again.</summary>
    Busy,
}
