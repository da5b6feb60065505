namespace ElectorPortal.Domain.SignIn;

/// <summary>
/// The wait announced after wrong passwords: none up to the fourth, then 30 seconds, doubled each time, 15 minutes at most.
/// A delay and never a lock, so that a stranger cannot shut an elector out; a good password or a reset clears it.
/// </summary>
public static class SignInDelay
{
    public const int FreeFailures = 4;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static TimeSpan After(int failures)
    {
        var doublings = failures - FreeFailures - 1;
        return doublings < 0 ? TimeSpan.Zero
            : doublings > 10 ? Longest
            : TimeSpan.FromTicks(Math.Min(First.Ticks << doublings, Longest.Ticks));
    }
}
