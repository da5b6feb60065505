namespace ElectorPortal.Load;

internal static class Figures
{
    /// <param name="share">Between 0 and 1: 0.5 for the median.</param>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }

    public static string Spread(IReadOnlyCollection<double> values) =>
        FormattableString.Invariant($"{Percentile(values, 0.5),8:0} ({values.Min():0} to {values.Max():0})");
}
