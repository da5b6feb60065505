namespace ElectorPortal.Domain.Elections;

/// <summary>What remains until the vote opens or closes: whole days, or hours and minutes on the last day.</summary>
/// <param name="State">Before, during or after the vote.</param>
/// <param name="Days">Whole days left, 0 on the last day.</param>
/// <param name="Hours">0 to 23, counted on the last day alone.</param>
/// <param name="Minutes">0 to 59, counted on the last day alone.</param>
public readonly record struct Countdown(WindowState State, int Days, int Hours, int Minutes)
{
    /// <summary>Null where the window has no end to count down to.</summary>
    public static Countdown? At(Window voting, DateTime now)
    {
        var state = voting.At(now);
        if (state == WindowState.After)
            return new Countdown(state, 0, 0, 0);

        var end = state == WindowState.Before ? voting.Opens : voting.Closes;
        if (end is null)
            return null;

        var left = end.Value - now;
        return left >= TimeSpan.FromDays(1)
            ? new Countdown(state, left.Days, 0, 0)
            : new Countdown(state, 0, left.Hours, left.Minutes);
    }
}
