using System.Globalization;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <param name="Share">1 is the whole width.</param>
/// <param name="Text">What the bar says in words, beside it.</param>
internal sealed record Bar(string Label, double Share, string Text);

internal sealed record BarChart(string Title, IReadOnlyList<Bar> Bars)
{
    private const int LongestLabel = 44;

    /// <summary>One bar per row, of one of its shares.</summary>
    /// <param name="share">The column of the share, which is that of <paramref name="part"/> in <paramref name="whole"/>.</param>
    public static BarChart Of(string title, FigureTable table, int share, int part, int whole) => new(
        title,
        [
            .. table.Rows.Select(row => new Bar(
                row.Name.Length <= LongestLabel ? row.Name : string.Concat(row.Name.AsSpan(0, LongestLabel - 1), "…"),
                row.Values[share] ?? 0,
                $"{FrenchNumbers.Percent(row.Values[share])} ({FrenchNumbers.Count((long)row.Values[part]!)} sur {FrenchNumbers.Count((long)row.Values[whole]!)})")),
        ]);
}

/// <summary>One column per row, from left to right.</summary>
internal sealed record ColumnChart(string Title, IReadOnlyList<(string Label, long Value)> Columns)
{
    /// <summary>More do not stand beside each other on a telephone.</summary>
    private const int Labels = 4;

    public long Max => Columns.Max(column => column.Value);

    public int LabelEvery => Math.Max((Columns.Count + Labels - 1) / Labels, 1);

    /// <summary>The chart in words.</summary>
    public string Summary
    {
        get
        {
            var total = Columns.Sum(column => column.Value);
            var peak = Columns.MaxBy(column => column.Value);
            return total == 0 ? $"{Title}\u00A0: 0."
                : $"{Title}\u00A0: {FrenchNumbers.Count(total)} en tout, au plus {FrenchNumbers.Count(peak.Value)} ({peak.Label}).";
        }
    }

    public static ColumnChart Of(string title, FigureTable table, int column) =>
        new(title, [.. table.Rows.Select(row => (row.Name, (long)row.Values[column]!))]);
}

internal static class Svg
{
    /// <summary>A number as drawings need it, whatever the language of the thread.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(double share) => Number(share * 100) + "%";
}
