using System.Runtime.CompilerServices;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Features.Helpdesk.Exports;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>Writes the selected part of the journal to a file, as it is read.</summary>
internal sealed class ExportJournal(SelectJournal select, JournalLines lines, ExportRecord record)
{
    /// <summary>Read at once: a bound for the memory of an export of any length.</summary>
    private const int Batch = 1000;

    private static readonly string[] Header =
        ["date", "civilite", "nom", "prenoms", "evenement", "resultat", "detail", "agent", "adresse_reseau"];

    /// <returns>Null where something of the filter cannot be read, or more electors answer to it than are looked up.</returns>
    public async Task<CsvDownload?> ExportAsync(JournalFilter filter, CancellationToken cancellation)
    {
        var selection = await select.SelectAsync(filter with { Before = null }, cancellation);
        if (selection.Entries is not { } entries || selection.Electors is { IsCutShort: true })
            return null;

        await record.SaveAsync($"journal {Filters(filter)}".TrimEnd(), cancellation);
        return new CsvDownload("journal", Header, RowsAsync(entries, cancellation));
    }

    /// <summary>The names of the filters and what was chosen; whom the agent looked for stands in the entry of his search.</summary>
    private static string Filters(JournalFilter filter) => string.Join(
        ' ', new[] { filter.Academy, filter.Kind, filter.Outcome, filter.Day }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(
        IQueryable<JournalEntry> entries, [EnumeratorCancellation] CancellationToken cancellation)
    {
        JournalCursor? last = null;
        while (true)
        {
            var older = last is { } place ? entries.OlderThan(place) : entries;
            var read = await older
                .NewestFirst()
                .Take(Batch)
                .ToListAsync(cancellation);
            foreach (var line in await lines.OfAsync(read, [], cancellation))
                yield return Row(line);
            if (read.Count < Batch)
                yield break;

            last = JournalCursor.Of(read[^1]);
        }
    }

    private static string[] Row(JournalLine line) =>
    [
        FrenchDates.Precise(line.Entry.At),
        line.Elector?.Civility ?? "",
        line.Elector is { } elector ? elector.UsageName ?? elector.BirthName : "",
        line.Elector?.FirstNames ?? "",
        JournalWords.Of(line.Entry.Kind),
        JournalWords.Of(line.Entry.Outcome),
        JournalWords.Say(line.Entry),
        line.AgentName ?? "",
        line.Entry.NetworkAddress ?? "",
    ];
}
