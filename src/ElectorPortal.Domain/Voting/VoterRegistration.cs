namespace ElectorPortal.Domain.Voting;

/// <summary>
/// A line of the voter register: this elector has voted in this contest. One line at most, by the database itself, whatever happens to the
/// elector's identifiers; nothing in it leads to a ballot.
/// </summary>
public sealed class VoterRegistration
{
    public required int ElectorId { get; init; }

    public required string ContestCode { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime VotedAt { get; init; }
}
