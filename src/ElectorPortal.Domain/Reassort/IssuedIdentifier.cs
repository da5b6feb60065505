using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Reassort;

/// <summary>
/// The one identifier of an elector that opens the vote. One row per elector, replaced in place: the old identifier dies by the same
/// write that brings the new one, and two active ones cannot be represented.
/// </summary>
public sealed class IssuedIdentifier
{
    public required int ElectorId { get; init; }

    public Elector? Elector { get; init; }

    /// <summary>Keyed hash; the clear text exists only on its way to the elector.</summary>
    public required byte[] Hash { get; set; }

    public required DateTime IssuedAt { get; set; }

    /// <summary>The request that drew it; null for the identifier of the voting notice.</summary>
    public Guid? RequestId { get; set; }
}
