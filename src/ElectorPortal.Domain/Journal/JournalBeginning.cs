namespace ElectorPortal.Domain.Journal;

/// <summary>
/// Where the chain begins once the oldest entries were destroyed: the last seal that went with them. Its mark is made with the key that the
/// database does not hold, so that nobody else moves the beginning.
/// </summary>
public sealed class JournalBeginning
{
    /// <summary>Of the last seal that was removed.</summary>
    public required long Position { get; init; }

    /// <inheritdoc cref="Position"/>
    public required byte[] Hash { get; init; }

    public required byte[] Mark { get; init; }
}
