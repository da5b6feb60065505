using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>P1: the first page for somebody who comes for the first time, beside the page of the framework's template.</summary>
internal static class HomePage
{
    private const double LeastShare = 0.5;
    private const int Crowd = 2000;
    private const double Patience = 15;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, int rounds, int seconds)
    {
        using var floor = await programs.StartFloorAsync();
        await using var site = await CrashSite.StartAsync(Database.Sqlite, 0);
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        List<double> template = [], home = [], slowest = [];
        for (var round = 0; round <= rounds; round++)
        {
            var (below, above) = (await Wrk.RunAsync(floor.Address, seconds), await Wrk.RunAsync(portal.Address, seconds));
            var steady = Figures.Percentile(await VisitAsync(portal.Address, seconds), 0.99);
            // The first round warms both up.
            if (round == 0)
                continue;

            template.Add(below.PerSecond);
            home.Add(above.PerSecond);
            slowest.Add(steady);
        }

        var share = Figures.Percentile(home, 0.5) / Figures.Percentile(template, 0.5);
        return
        [
            new Finding("P1", "first page, requests a second", $"{Figures.Spread(home)}, template {Figures.Spread(template)}: {Figures.Text(share, "0.00")} times", "at least 0.50", share >= LeastShare),
            new Finding("P1", $"first page at {Crowd} visitors a second, p99", $"{Figures.Spread(slowest, "0.0")} ms", $"under {Patience:0} ms", Figures.Percentile(slowest, 0.5) < Patience),
        ];
    }

    private static async Task<IReadOnlyCollection<double>> VisitAsync(Uri portal, int seconds)
    {
        using var http = Browsers.Open(portal);
        return await Pace.RunAsync(Crowd, Crowd * seconds, async _ =>
        {
            using var answer = await http.GetAsync("/");
            answer.EnsureSuccessStatusCode();
        });
    }
}
