using System.Diagnostics;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>P9, at rest: from the start of the program on a migrated database to its first page, and what it then holds in memory.</summary>
internal static class ColdStart
{
    private const double MostSeconds = 2;
    private const double MostMemory = 200;
    /// <param name="rest">Seconds between the first page and the look at the memory.</param>
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(IEnumerable<Database> databases, int rounds, int rest)
    {
        List<Finding> findings = [];
        foreach (var database in databases)
        {
            await using var site = await CrashSite.StartAsync(database, 0);
            site.IsMeasured = true;
            List<double> starts = [], memory = [];
            for (var round = 0; round <= rounds; round++)
            {
                var begun = Stopwatch.GetTimestamp();
                var portal = await site.AddPortalAsync();
                using var http = Browsers.Open(portal.Address);
                (await http.GetAsync("/")).EnsureSuccessStatusCode().Dispose();
                var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                if (round > 0)
                    await Task.Delay(TimeSpan.FromSeconds(rest));
                var resident = ProcessMemory.ResidentOf(portal.Id);
                await site.RemovePortalAsync(portal);
                // The first start fills the machine's cache of files.
                if (round == 0)
                    continue;

                starts.Add(seconds);
                memory.Add(resident);
            }

            findings.Add(new Finding("P9", $"start to the first page, {database}", $"{Figures.Spread(starts, "0.00")} s", $"under {MostSeconds:0} s", Figures.Percentile(starts, 0.5) < MostSeconds));
            findings.Add(new Finding("P9", $"memory at rest, {database}", $"{Figures.Spread(memory)} MB", $"under {MostMemory:0} MB", Figures.Percentile(memory, 0.5) < MostMemory));
        }

        return findings;
    }
}
