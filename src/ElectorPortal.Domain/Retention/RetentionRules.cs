using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Domain.Retention;

/// <summary>Why not everything is destroyed.</summary>
public enum DestructionRefusal
{
    /// <summary>Nobody has said when the period for appeals ends.</summary>
    NoDate,

    /// <summary>It has not ended.</summary>
    TooEarly,
}

/// <summary>How long what is kept.</summary>
public static class RetentionRules
{
    /// <summary>The rules of the vote keep journals for two years, then destroy them.</summary>
    private const int JournalYears = 2;

    /// <summary>Nobody is at work, and no crowd comes.</summary>
    private const int NightBegins = 3;
    private const int NightEnds = 5;

    /// <returns>Entries of the journal from before that instant go, UTC.</returns>
    public static DateTime JournalCutoff(DateTime now) => now.AddYears(-JournalYears);

    /// <summary>Whether the numbers known to the HR service, and what recognises a typed one, have served.</summary>
    /// <param name="voteCloses">UTC; null where the vote has no end yet.</param>
    /// <param name="days">After the close of the vote.</param>
    public static bool HaveNumbersServed(DateTime? voteCloses, int days, DateTime now) => voteCloses is { } closes && now >= closes.AddDays(days);

    /// <param name="appealsClose">UTC.</param>
    public static DestructionRefusal? CheckDestruction(DateTime? appealsClose, DateTime now) => appealsClose switch
    {
        null => DestructionRefusal.NoDate,
        { } closes when now < closes => DestructionRefusal.TooEarly,
        _ => null,
    };

    /// <returns>The night to work in, by its day in Paris; null by day.</returns>
    public static DateOnly? NightAt(DateTime now)
    {
        var paris = ParisTime.FromUtc(now);
        return paris.Hour is >= NightBegins and < NightEnds ? DateOnly.FromDateTime(paris) : null;
    }
}
