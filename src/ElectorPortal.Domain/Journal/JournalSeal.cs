namespace ElectorPortal.Domain.Journal;

/// <summary>
/// A link of the chain that makes tampering with the journal evident: each hash covers an entry and the hash before it, with a key that the
/// database does not hold.
/// </summary>
public sealed class JournalSeal
{
    /// <summary>What stands before the first hash.</summary>
    public static readonly byte[] Beginning = new byte[32];

    /// <summary>Place in the chain, from 1, without a gap.</summary>
    public required long Position { get; init; }

    public required long EntryId { get; init; }

    public required byte[] Hash { get; init; }
}
