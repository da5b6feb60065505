using System.Globalization;
using ElectorPortal.Web.Features.Helpdesk.Exports;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

[Authorize(Policy = Policies.Helpdesk)]
internal sealed class StatisticsController(ReadFigures figures, ExportRecord exports) : Controller
{
    [HttpGet("/helpdesk/statistiques")]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await figures.ReadAsync(cancellation));

    [HttpGet("/helpdesk/statistiques.csv")]
    public Task<IActionResult> Whole(CancellationToken cancellation) => Download("ensemble", cancellation);

    [HttpGet("/helpdesk/statistiques/{slug}.csv")]
    public async Task<IActionResult> Download(string slug, CancellationToken cancellation)
    {
        var known = await figures.ReadAsync(cancellation);
        if (known.Tables.SingleOrDefault(table => table.Slug == slug) is not { } table)
            return NotFound();

        await exports.SaveAsync($"statistiques {table.Slug}", cancellation);
        return new CsvDownload(
            $"statistiques-{table.Slug}",
            [table.RowTitle, .. table.Columns.Select(column => column.IsShare ? $"{column.Title} (%)" : column.Title)],
            table.Rows.Select(row => Cells(table, row)).ToAsyncEnumerable());
    }

    /// <summary>Bare numbers, with the comma of French spreadsheets.</summary>
    private static IReadOnlyList<string> Cells(FigureTable table, FigureRow row) =>
    [
        row.Name,
        .. row.Values.Select((value, column) => value is not { } number ? ""
            : table.Columns[column].IsShare ? (number * 100).ToString("0.0", FrenchDates.Culture)
            : number.ToString("0", CultureInfo.InvariantCulture)),
    ];
}
