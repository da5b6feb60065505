using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>P1: the first page for somebody who comes for the first time, beside the page of the framework's template.</summary>
internal static class HomePage
{
    private const double LeastShare = 0.5;
    private const double TimesDjango = 5;
    private const int Crowd = 2000;
    private const double Patience = 15;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, int rounds, int seconds)
    {
        using var floor = await programs.StartFloorAsync();
        await using var site = await CrashSite.StartAsync(Database.Sqlite, 0);
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        using var cold = Browsers.Open(portal.Address);
        var page = await PortalPages.TemplateAsync(cold, "/");
        await using var express = await programs.StartExpressAsync(page, processes: 1);
        using var django = await programs.StartDjangoAsync(page, processes: 1);
        using var spread = await programs.StartDjangoAsync(page, Environment.ProcessorCount);
        List<double> template = [], home = [], slowest = [], inExpress = [], inDjango = [], inSeveral = [];
        for (var round = 0; round <= rounds; round++)
        {
            var (below, above) = (await Wrk.RunAsync(floor.Address, seconds), await Wrk.RunAsync(portal.Address, seconds));
            var beside = await Wrk.RunAsync(express.Address, seconds);
            var (one, several) = (await RunAsync(django, seconds), await RunAsync(spread, seconds));
            var steady = await Visitors.ComeAsync(portal.Address, Crowd, seconds);
            // The first round warms both up.
            if (round == 0)
                continue;

            template.Add(below.PerSecond);
            home.Add(above.PerSecond);
            slowest.Add(steady);
            inExpress.Add(beside.PerSecond);
            inDjango.AddRange(one);
            inSeveral.AddRange(several);
        }

        var share = Figures.Ratio(home, template);
        return
        [
            new Finding("P1", "first page, requests a second", $"{Figures.Spread(home)}, template {Figures.Spread(template)}: {Figures.Text(share, "0.00")} times", "at least 0.50", share >= LeastShare),
            Finding.Beside("P1", "the same page in Django, one process, as it comes", home, inDjango, TimesDjango),
            Finding.Beside("P1", "the same page in Django, a process per core", home, inSeveral, null),
            Finding.Beside("P1", "the same page in Express, one process, as it comes", home, inExpress, null),
            new Finding("P1", $"first page at {Crowd} visitors a second, p99", $"{Figures.Spread(slowest, "0.0")} ms", $"under {Patience:0} ms", Figures.Percentile(slowest, 0.5) < Patience),
        ];
    }

    /// <summary>None where that peer is not installed.</summary>
    private static async Task<IEnumerable<double>> RunAsync(PeerProcess? peer, int seconds) =>
        peer is null ? [] : [(await Wrk.RunAsync(peer.Address, seconds)).PerSecond];
}
