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
        var visits = new Task[count];
        var start = Stopwatch.GetTimestamp();
        // A thread that sleeps: the runtime's timers come up to four milliseconds late, which would be counted as the portal's.
        await Task.Factory.StartNew(Open, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(visits);
        return times;

        void Open()
        {
            for (var number = 0; number < count; number++)
            {
                var due = TimeSpan.FromSeconds((double)number / perSecond);
                while (due - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: > 0 } early)
                    Thread.Sleep((int)Math.Max(1, early.TotalMilliseconds));
                var next = number;
                visits[number] = Task.Run(() => ServeAsync(next, due));
            }
        }

        async Task ServeAsync(int number, TimeSpan due)
        {
            await visit(number);
            times.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
        }
    }
}
