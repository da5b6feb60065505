using System.Text.Json;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Load.Goals;

/// <summary>P10: what the first pages weigh on the wire, in a real browser before the shipped proxy, and how soon the first can be used on a slow line.</summary>
internal static class PageWeight
{
    private const double MostOfFirst = 150;
    private const double MostOfNext = 20;
    private const double MostSeconds = 2;
    private const double MostShift = 0.01;

    /// <summary>400 kbit/s, in bytes a second.</summary>
    private const int SlowLine = 50_000;

    private const string FirstPaint = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(int rounds)
    {
        await using var site = await CrashSite.StartAsync(Database.Sqlite, 0);
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        await using var proxy = await NginxProxy.StartAsync(portal.Address, portal.Address);
        List<double> first = [], next = [], usable = [], shifts = [];
        for (var round = 0; round < rounds; round++)
        {
            // One each time: what a browser slows down stays slow in its next windows.
            await using var chromium = new Chromium();
            await chromium.InitializeAsync();
            await using var window = await OpenAsync(chromium, proxy);
            var line = await window.NewCDPSessionAsync(window.Pages[0]);
            await line.SendAsync("Network.enable");
            first.Add(await WeighAsync(window.Pages[0], line, "/"));
            next.Add(await WeighAsync(window.Pages[0], line, "/portail/motdepasse-oublie.htm"));

            await using var slow = await OpenAsync(chromium, proxy);
            var (seconds, shifted) = await UseAsync(slow.Pages[0]);
            usable.Add(seconds);
            shifts.Add(shifted);
        }

        return
        [
            new Finding("P10", "first page, all that it asks for", $"{Figures.Spread(first, "0.0")} kB", $"under {MostOfFirst:0} kB", first.Max() < MostOfFirst),
            new Finding("P10", "the next page", $"{Figures.Spread(next, "0.0")} kB", $"under {MostOfNext:0} kB", next.Max() < MostOfNext),
            new Finding("P10", "first page usable at 400 kbit/s", $"{Figures.Spread(usable, "0.00")} s", $"under {MostSeconds:0} s", Figures.Percentile(usable, 0.5) < MostSeconds),
            new Finding("P10", "what moves meanwhile (layout shift)", Figures.Spread(shifts, "0.000"), "nothing", Figures.Percentile(shifts, 0.5) < MostShift),
        ];
    }

    private static async Task<IBrowserContext> OpenAsync(Chromium chromium, NginxProxy proxy)
    {
        var window = await chromium.OpenAsync(proxy.Address.ToString());
        await window.NewPageAsync();
        return window;
    }

    /// <returns>Kilobytes, headers included.</returns>
    private static async Task<double> WeighAsync(IPage page, ICDPSession line, string path)
    {
        var bytes = 0.0;
        void Add(object? sender, JsonElement? finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        line.Event("Network.loadingFinished").OnEvent += Add;
        await page.GotoAsync(path);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        line.Event("Network.loadingFinished").OnEvent -= Add;
        return bytes / 1000;
    }

    private static async Task<(double Seconds, double Shifted)> UseAsync(IPage page)
    {
        await LayoutShifts.WatchAsync(page);
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await line.SendAsync(
            "Network.emulateNetworkConditions",
            new Dictionary<string, object> { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = SlowLine, ["uploadThroughput"] = SlowLine });
        await page.GotoAsync("/");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return (await page.EvaluateAsync<double>(FirstPaint), await LayoutShifts.SumAsync(page));
    }
}
