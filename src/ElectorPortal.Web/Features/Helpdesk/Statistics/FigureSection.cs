namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>A part of the page: charts, and the table behind them.</summary>
/// <param name="Table">What is shown of it.</param>
/// <param name="Total">How many rows the file has.</param>
internal sealed record FigureSection(string Title, string? Note, FigureTable Table, int Total, BarChart? Bars, IReadOnlyList<ColumnChart> Columns)
{
    /// <summary>Of long lists, the page shows the first.</summary>
    public const int RowsShown = 20;

    private const int DaysShown = 120;

    public bool IsShortened => Table.Rows.Count < Total;

    public static IReadOnlyList<FigureSection> Of(Figures figures) =>
    [
        Activity("Activité des 48 dernières heures", "par heure", figures[FigureKind.Hours]),
        Activity("Activité depuis l'ouverture", "par jour", figures[FigureKind.Days]),
        .. figures.Has(FigureKind.Academies) ? new[] { Opened("Par académie", null, figures[FigureKind.Academies]) } : [],
        Opened("Par corps", null, figures[FigureKind.Corps]),
        Opened("Par scrutin", "Un électeur compte dans chacun de ses scrutins.", figures[FigureKind.Contests]),
        Countries(figures[FigureKind.Countries]),
    ];

    private static FigureSection Activity(string title, string by, FigureTable table)
    {
        var shown = table.Last(DaysShown);
        return new FigureSection(
            title, null, shown, table.Rows.Count, null,
            [ColumnChart.Of($"Espaces ouverts {by}", shown, 0), ColumnChart.Of($"Demandes d'identifiant {by}", shown, 1)]);
    }

    private static FigureSection Opened(string title, string? note, FigureTable table)
    {
        var shown = table.First(table.Kind == FigureKind.Academies ? table.Rows.Count : RowsShown);
        return new FigureSection(
            title, note, shown, table.Rows.Count, BarChart.Of($"Espaces ouverts {title.ToLowerInvariant()}", shown, share: 2, part: 1, whole: 0), []);
    }

    private static FigureSection Countries(FigureTable table)
    {
        var shown = table.First(RowsShown);
        return new FigureSection(
            "SMS par pays ou territoire", "Le pays est celui du numéro de téléphone.", shown, table.Rows.Count,
            BarChart.Of("SMS distribués par pays ou territoire", shown, share: 4, part: 2, whole: 0), []);
    }
}
