namespace ElectorPortal.Domain.Delivery;

/// <summary>One step in the life of a message; append only.</summary>
public sealed class OutboxEvent
{
    public long Id { get; private set; }

    public required Guid OutboxMessageId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required OutboxStatus From { get; init; }

    public required OutboxStatus To { get; init; }

    public string? Reason { get; init; }

    public string? ProviderReference { get; init; }
}
