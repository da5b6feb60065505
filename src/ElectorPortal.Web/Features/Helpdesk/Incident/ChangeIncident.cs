using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Incident;

/// <summary>Puts a text above every page, or takes it away; the journal keeps each text.</summary>
internal sealed class ChangeIncident(PortalDbContext db, RequestJournal journal, IncidentBanner banner)
{
    public async Task<IncidentRefusal?> ShowAsync(string text, CancellationToken cancellation)
    {
        if (IncidentNotice.Check(text) is { } refusal)
        {
            journal.Refused(JournalKind.IncidentShown, null, refusal);
            await db.SaveChangesAsync(cancellation);
            return refusal;
        }

        await SaveAsync(text, JournalKind.IncidentShown, text, cancellation);
        return null;
    }

    public Task EndAsync(CancellationToken cancellation) => SaveAsync(null, JournalKind.IncidentEnded, null, cancellation);

    private async Task SaveAsync(string? text, JournalKind kind, string? detail, CancellationToken cancellation)
    {
        var notice = await db.Incidents.SingleAsync(cancellation);
        (notice.Text, notice.ChangedAt) = (text, journal.Now);
        journal.Done(kind, null, detail);
        await db.SaveChangesAsync(cancellation);
        banner.Forget();
    }
}
