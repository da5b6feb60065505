using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>How far what is read moves while a page comes (Cumulative Layout Shift).</summary>
public static class LayoutShifts
{
    private const string Watch = """
        window.shifted = 0;
        new PerformanceObserver(list => { for (const shift of list.getEntries()) window.shifted += shift.value; }).observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>Before the page is asked for.</summary>
    public static Task WatchAsync(IPage page) => page.AddInitScriptAsync(Watch);

    /// <returns>The sum since then, 0 where nothing moved.</returns>
    public static Task<double> SumAsync(IPage page) => page.EvaluateAsync<double>("() => window.shifted");
}
