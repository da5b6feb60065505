namespace ElectorPortal.Web.Security;

/// <summary>
/// Lets an answer leave only at the next beat of a watch that started with it: whether a mail had to be written, or an address was
/// unknown, then shows in no time that could be measured (ASVS 6.3.8). Time of the machine, not of the calendar.
/// </summary>
internal static class EvenPace
{
    /// <summary>Longer than looking an address up and writing a mail differ, short enough not to be felt.</summary>
    public static readonly TimeSpan OfMails = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than two comparisons of passwords differ by chance.</summary>
    public static readonly TimeSpan OfPasswords = TimeSpan.FromMilliseconds(50);

    /// <param name="beat">One of those of this class.</param>
    public static async Task<T> AtNextBeatAsync<T>(TimeSpan beat, Func<Task<T>> work, CancellationToken cancellation)
    {
        // Started before the work: a wait asked for after it would end by the coarse clock of the system, and tell when it was asked for.
        using var watch = new PeriodicTimer(beat);
        var result = await work();
        var next = watch.WaitForNextTickAsync(cancellation).AsTask();
        var isPast = next.IsCompleted;
        await next;
        if (isPast)
            await watch.WaitForNextTickAsync(cancellation);
        return result;
    }
}
