namespace ElectorPortal.Domain.Reassort;

/// <summary>
/// What is left of an identifier that another replaced: it opens nothing, and lets the journal tell an old identifier from a wrong one.
/// </summary>
public sealed class FormerIdentifier
{
    public required int ElectorId { get; init; }

    /// <summary>Keyed, as <see cref="IssuedIdentifier.Hash"/>.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReplacedAt { get; init; }
}
