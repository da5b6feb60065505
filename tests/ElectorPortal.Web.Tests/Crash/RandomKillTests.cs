using System.Globalization;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>
/// Death at instants that nobody chose. <c>PORTAL_TEST_KILLS=200</c> makes it a long run; <c>PORTAL_TEST_SEED</c> replays the draws of a run
/// that failed, as far as two processes can be replayed.
/// </summary>
[Collection(Processes.Name)]
public sealed class RandomKillTests(CrashSites sites, ITestOutputHelper output) : IAsyncDisposable
{
    /// <summary>Half of them on each of the two databases that are always there.</summary>
    private const int ShortRun = 8;

    private const int PointWidth = 90;

    private static readonly int Kills = Number("PORTAL_TEST_KILLS") ?? ShortRun;

    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase]
    public async Task Whatever_the_instant_of_death_nothing_is_lost_and_nothing_is_doubled_without_a_reason(Database database)
    {
        var seed = Number("PORTAL_TEST_SEED") ?? Random.Shared.Next();
        output.WriteLine($"Replay with PORTAL_TEST_SEED={seed} PORTAL_TEST_KILLS={Kills}");
        var random = new Random(seed);
        var points = new List<string>();
        var duplicates = new List<string>();
        var rounds = 0;
        while (points.Count < Kills / 2)
        {
            rounds++;
            var round = new RandomRound(await sites.GetAsync(database), random);
            await round.RunAsync();
            duplicates.AddRange(round.Duplicates);
            if (round.Point is not { } point)
                continue;

            points.Add(point.Split(' ')[0]);
            output.WriteLine($"{points.Count} of {Kills / 2}: {(point.Length > PointWidth ? point[..PointWidth] : point)}");
        }

        output.WriteLine($"{database}: {points.Count} kills survived in {rounds} rounds, {duplicates.Count} duplicates");
        foreach (var kind in points.GroupBy(point => point).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            output.WriteLine($"  {kind.Count(),4} at {kind.Key}");
        foreach (var reason in duplicates.GroupBy(duplicate => duplicate).OrderBy(reason => reason.Key, StringComparer.Ordinal))
            output.WriteLine($"  {reason.Count(),4} of {reason.Key}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
