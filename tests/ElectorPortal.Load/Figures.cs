using System.Globalization;

namespace ElectorPortal.Load;

internal static class Figures
{
    /// <param name="share">Between 0 and 1: 0.5 for the median.</param>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }

    /// <summary>Of the medians.</summary>
    public static double Ratio(IEnumerable<double> measured, IEnumerable<double> beside) => Percentile(measured, 0.5) / Percentile(beside, 0.5);

    /// <summary>How often a second things can be done that each keep the whole machine busy, where all have to be done.</summary>
    public static double InTurn(params IEnumerable<double> each) => 1 / each.Sum(one => 1 / one);

    /// <summary>The median, then the least and the most.</summary>
    public static string Spread(IReadOnlyCollection<double> values, string format = "0") =>
        $"{Text(Percentile(values, 0.5), format)} ({Text(values.Min(), format)} to {Text(values.Max(), format)})";

    public static string Text(double value, string format = "0") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Verdict(bool isMet) => isMet ? "met" : "not met";
}
