using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Freezes the requests of an elector who says that one of them is not his.</summary>
internal sealed class ReportReassort(PortalDbContext db, KeyedHash hash, RequestJournal journal)
{
    private const int MaxRaces = 100;

    public async Task<ReassortRequest?> FindAsync(string? text, CancellationToken cancellation)
    {
        if (!LinkToken.TryParse(text, out var token))
            return null;

        var tokenHash = hash.Of(token);
        return await db.ReassortRequests.SingleOrDefaultAsync(request => request.ReportTokenHash == tokenHash, cancellation);
    }

    /// <summary>Reports once; a second click changes nothing.</summary>
    public async Task ReportAsync(string? text, CancellationToken cancellation)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(text, cancellation) is not { ReportedAt: null } request)
                return;

            var elector = await db.Electors.SingleAsync(row => row.Id == request.ElectorId, cancellation);
            request.ReportedAt = journal.Now;
            elector.Reassort.FrozenAt ??= journal.Now;
            journal.Done(JournalKind.ReassortReport, elector.Id, request.MaskedNumber);
            try
            {
                await db.SaveChangesAsync(cancellation);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                // The elector's row changed meanwhile: try again on what it has become.
            }
        }
    }
}
