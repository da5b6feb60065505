namespace ElectorPortal.Domain.Reassort;

/// <summary>An accepted request for a new identifier. All instants are UTC.</summary>
public sealed class ReassortRequest
{
    public const int MaskedNumberMaxLength = 24;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required int ElectorId { get; init; }

    /// <summary>The key of the form that was posted: a double click or a replay finds its request instead of making another.</summary>
    public required Guid FormKey { get; init; }

    public required DateTime AcceptedAt { get; init; }

    public required string MaskedNumber { get; init; }

    /// <summary>Keyed hash of the number, to notice one telephone that serves several electors.</summary>
    public required byte[] NumberHash { get; init; }

    /// <summary>ISO 3166-1 alpha-2: delivery is measured by country.</summary>
    public required string Region { get; init; }

    /// <summary>Keyed hash of the token behind the "Ce n'est pas moi" link of the confirmation mail.</summary>
    public required byte[] ReportTokenHash { get; init; }

    public DateTime? ReportedAt { get; set; }

    /// <summary>When the request stopped counting because its SMS failed for good; once at most.</summary>
    public DateTime? GivenBackAt { get; set; }
}
