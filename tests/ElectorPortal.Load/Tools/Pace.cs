using System.Collections.Concurrent;
using System.Diagnostics;

namespace ElectorPortal.Load.Tools;

/// <summary>Visitors who come at a steady pace, whether or not the former ones have been served.</summary>
internal static class Pace
{
    /// <returns>From when each was due to when he was served, in milliseconds.</returns>
    public static async Task<IReadOnlyCollection<double>> RunAsync(int perSecond, int count, Func<int, Task> visit)
    {
        var times = new ConcurrentBag<double>();
        var visits = new List<Task>(count);
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            if (due - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: >= 1 } early)
                await Task.Delay(early);
            visits.Add(ServeAsync(number, due));
        }

        await Task.WhenAll(visits);
        return times;

        async Task ServeAsync(int number, TimeSpan due)
        {
            await visit(number);
            times.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
        }
    }
}
