using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Corrections;

/// <summary>What of the rolls an elector says is wrong.</summary>
public enum CorrectedFact
{
    Name,
    Corps,
    Posting,
    Academy,
    Address,
    Contests,
    Other,
}

/// <summary>An elector asks that something the rolls say of him be corrected; the HR service alone can do it. All instants are UTC.</summary>
public sealed class CorrectionRequest
{
    /// <summary>So many may wait at a time, each in a slot of its own: the database lets no two of an elector share one.</summary>
    public const int MaxOpen = 3;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required int ElectorId { get; init; }

    public Elector? Elector { get; init; }

    public required CorrectedFact Fact { get; init; }

    /// <summary>What it should say, in his words: checked as a <see cref="HelpdeskNote"/>, it holds no secret.</summary>
    public required string Wanted { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>From 1 to <see cref="MaxOpen"/> while it waits; null once it is answered.</summary>
    public int? Slot { get; set; }

    public DateTime? AnsweredAt { get; set; }

    public string? Answer { get; set; }

    public bool IsOpen => AnsweredAt is null;
}

public static class CorrectionRules
{
    /// <param name="taken">The slots of the elector's requests that wait.</param>
    /// <returns>The slot of one more; null where he must wait for an answer first.</returns>
    public static int? FreeSlot(IReadOnlyCollection<int> taken)
    {
        for (var slot = 1; slot <= CorrectionRequest.MaxOpen; slot++)
        {
            if (!taken.Contains(slot))
                return slot;
        }

        return null;
    }
}
