using System.Diagnostics;

namespace ElectorPortal.Load.Tools;

internal static class Timing
{
    /// <returns>How long each took, in milliseconds, one after the other.</returns>
    public static async Task<List<double>> OfEachAsync(int count, Func<Task> work)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
