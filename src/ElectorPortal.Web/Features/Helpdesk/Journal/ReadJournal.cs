using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>Reads the journal page by page.</summary>
internal sealed class ReadJournal(SelectJournal select, JournalLines lines)
{
    private const int PageSize = 50;

    public async Task<JournalPage> ReadAsync(JournalFilter filter, CancellationToken cancellation)
    {
        var selection = await select.SelectAsync(filter, cancellation);
        var page = new JournalPage { Filter = filter, Academies = selection.Academies, Errors = selection.Errors };
        if (selection.Entries is null)
            return page;

        var read = await selection.Entries
            .NewestFirst()
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        return page with
        {
            Lines = await lines.OfAsync(read.Take(PageSize), (selection.Electors?.Electors ?? []).Select(NamedElector.Of), cancellation),
            Next = read.Count > PageSize ? JournalCursor.Of(read[PageSize - 1]) : null,
            IsElectorUnknown = selection.Electors is { Electors.Count: 0 },
            AreElectorsTooMany = selection.Electors is { IsCutShort: true },
        };
    }
}
