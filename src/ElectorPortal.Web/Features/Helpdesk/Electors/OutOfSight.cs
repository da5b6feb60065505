using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>
/// An elector of another académie and one who does not exist look the same to an agent; the journal, where those who see all read it, tells
/// them apart.
/// </summary>
internal sealed class OutOfSight(PortalDbContext db, RequestJournal journal)
{
    /// <param name="kind">What the agent tried.</param>
    public async Task NoteAsync(JournalKind kind, int electorId, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var exists = await db.Electors.AnyAsync(elector => elector.Id == electorId, cancellation);
        journal.Refused(kind, exists ? electorId : null, exists ? HelpdeskRefusal.OutOfScope : HelpdeskRefusal.NotFound);
        await db.SaveChangesAsync(cancellation);
    }
}
