using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Profile;

internal enum CorrectionRefusal
{
    TooMany,
}

/// <summary>Passes a request for correction on to the helpdesk of the elector's académie.</summary>
internal sealed class AskForCorrection(PortalDbContext db, RequestJournal journal)
{
    /// <param name="wanted">Already accepted by <see cref="Domain.Helpdesk.HelpdeskNote.Check"/>.</param>
    /// <returns>Null where it is passed on.</returns>
    public Task<CorrectionRefusal?> AskAsync(int electorId, CorrectedFact fact, string wanted, CancellationToken cancellation) =>
        db.RetryOnConflictAsync<CorrectionRefusal?>(async () =>
        {
            var taken = await db.CorrectionRequests
                .Where(request => request.ElectorId == electorId && request.Slot != null)
                .Select(request => request.Slot!.Value)
                .ToListAsync(cancellation);
            var slot = CorrectionRules.FreeSlot(taken);
            if (slot is null)
            {
                journal.Refused(JournalKind.CorrectionAsked, electorId, CorrectionRefusal.TooMany);
                await db.SaveChangesAsync(cancellation);
                return CorrectionRefusal.TooMany;
            }

            db.CorrectionRequests.Add(new CorrectionRequest
            {
                ElectorId = electorId,
                Fact = fact,
                Wanted = wanted,
                AskedAt = journal.Now,
                Slot = slot,
            });
            journal.Done(JournalKind.CorrectionAsked, electorId, wanted);
            await db.SaveChangesAsync(cancellation);
            return null;
        });
}
