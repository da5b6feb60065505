using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using ElectorPortal.Web.Commands.Files;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Exports;

/// <summary>
/// A file that a French spreadsheet opens rightly: UTF-8 with its mark, semicolons, quoted as RFC 4180, and no cell that it would take for a
/// formula. Rows leave as they are read: a file of any length costs the memory of a few. Rows from the database are to be read page by
/// page, since a query that may be tried again is kept whole in memory.
/// </summary>
/// <param name="name">What the file holds, « statistiques-corps »; the date and hour are added, UTC.</param>
internal sealed class CsvDownload(string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> rows) : IActionResult
{
    private const int FlushAt = 32 * 1024;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition =
            $"attachment; filename=\"{name}-{now.ToString("yyyy-MM-dd'T'HHmm'Z'", CultureInfo.InvariantCulture)}.csv\"";
        if (HttpMethods.IsHead(http.Request.Method))
            return;

        var body = http.Response.BodyWriter;
        Encoding.UTF8.GetBytes("\ufeff", body);
        Write(body, header);
        await foreach (var row in rows.WithCancellation(http.RequestAborted))
        {
            Write(body, row);
            if (body.UnflushedBytes >= FlushAt)
                await body.FlushAsync(http.RequestAborted);
        }

        await body.FlushAsync(http.RequestAborted);
    }

    private static void Write(PipeWriter body, IReadOnlyList<string> cells) => Encoding.UTF8.GetBytes(
        string.Join(CsvRecord.Separator, cells.Select(CsvCell.Harmless).Select(CsvCell.Quote)) + "\r\n", body);
}
