namespace ElectorPortal.Load.Tools;

/// <summary>Those who come to the first page at a steady pace, whatever else the site is busy with.</summary>
internal static class Visitors
{
    /// <summary>Returns once all have been served.</summary>
    /// <returns>Of a hundred visits, the time of the slowest but one, in milliseconds.</returns>
    public static async Task<double> ComeAsync(Uri site, int perSecond, int seconds)
    {
        using var visitor = Browsers.Open(site);
        var times = await Pace.RunAsync(perSecond, perSecond * seconds, async _ =>
        {
            using var answer = await visitor.GetAsync("/");
            answer.EnsureSuccessStatusCode();
        });
        return Figures.Percentile(times, 0.99);
    }
}
