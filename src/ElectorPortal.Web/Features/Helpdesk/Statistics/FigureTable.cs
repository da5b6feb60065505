namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>What a table of figures counts by; its place in an address is <see cref="FigureTable.Slug"/>.</summary>
internal enum FigureKind
{
    Whole,
    Hours,
    Days,
    Academies,
    Corps,
    Contests,
    Countries,
}

/// <param name="IsShare">Its values are parts of 1 rather than counts.</param>
internal sealed record FigureColumn(string Title, bool IsShare = false);

/// <param name="Values">One per column; null where it has no meaning, the share of nothing.</param>
internal sealed record FigureRow(string Name, IReadOnlyList<double?> Values);

/// <summary>One table, behind a chart and in a file.</summary>
internal sealed record FigureTable(
    FigureKind Kind, string RowTitle, IReadOnlyList<FigureColumn> Columns, IReadOnlyList<FigureRow> Rows)
{
    /// <summary>In addresses and file names.</summary>
    public string Slug => Kind switch
    {
        FigureKind.Whole => "ensemble",
        FigureKind.Hours => "heures",
        FigureKind.Days => "jours",
        FigureKind.Academies => "academies",
        FigureKind.Corps => "corps",
        FigureKind.Contests => "scrutins",
        FigureKind.Countries => "pays",
        _ => throw new InvalidOperationException($"{Kind} has no address."),
    };

    public FigureTable First(int count) => this with { Rows = [.. Rows.Take(count)] };

    public FigureTable Last(int count) => this with { Rows = [.. Rows.TakeLast(count)] };
}

/// <summary>All figures of one scope at one instant.</summary>
/// <param name="At">UTC.</param>
internal sealed record Figures(DateTime At, IReadOnlyList<FigureTable> Tables)
{
    public FigureTable this[FigureKind kind] => Tables.Single(table => table.Kind == kind);

    public bool Has(FigureKind kind) => Tables.Any(table => table.Kind == kind);
}
