using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;

namespace ElectorPortal.Web.Features.Helpdesk.Exports;

/// <summary>Writes to the journal that an agent takes figures or entries away in a file, before the first line leaves.</summary>
internal sealed class ExportRecord(PortalDbContext db, RequestJournal journal)
{
    /// <param name="what">What the file holds and how it was filtered, masked where it names a person.</param>
    public async Task SaveAsync(string what, CancellationToken cancellation)
    {
        journal.Done(JournalKind.Export, electorId: null, what.Length <= JournalEntry.DetailMaxLength ? what : what[..JournalEntry.DetailMaxLength]);
        await db.SaveChangesAsync(cancellation);
    }
}
