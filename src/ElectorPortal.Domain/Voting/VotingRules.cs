using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Domain.Voting;

public enum VotingRefusal
{
    /// <summary>The vote is not open yet, or closed for this elector.</summary>
    OutsideWindow,

    /// <summary>Too many wrong identifiers lately.</summary>
    MustWait,
    WrongIdentifier,

    /// <summary>An identifier that was the elector's, before another replaced it.</summary>
    FormerIdentifier,

    /// <summary>Not twelve characters of the alphabet.</summary>
    MalformedIdentifier,

    /// <summary>The identifier was not shown in this session, or has been replaced since.</summary>
    NotIdentified,
    NotOnRoll,
    AlreadyVoted,
}

/// <summary>Who may vote, in what, once. All instants are UTC.</summary>
public static class VotingRules
{
    /// <summary>
    /// An elector connected and authenticated at the close may finish within 30 minutes (code général de la fonction publique, R. 211-563).
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <param name="identifiedAt">When the identifier was shown in this session; null where it was not.</param>
    public static bool IsDoorOpen(Window voting, DateTime? identifiedAt, DateTime now) =>
        voting.IsOpen(now)
        || (voting.Closes is { } closes && now >= closes && now < closes + Grace && identifiedAt < closes);

    /// <summary>Whether a ballot may be taken in one contest: the right belongs to the elector, whatever identifier he shows.</summary>
    /// <returns>Null where it may.</returns>
    public static VotingRefusal? Check(Window voting, DateTime? identifiedAt, bool isEnrolled, bool hasVoted, DateTime now) =>
        !IsDoorOpen(voting, identifiedAt, now) ? VotingRefusal.OutsideWindow
        : identifiedAt is null ? VotingRefusal.NotIdentified
        : !isEnrolled ? VotingRefusal.NotOnRoll
        : hasVoted ? VotingRefusal.AlreadyVoted
        : null;
}
