using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.SecurityCodes;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>
/// Decides on a request for a new identifier and writes all of it, or nothing, in one save. The elector's version makes that save one
/// conditional UPDATE: of parallel requests one is written, and the others are judged again on what it left.
/// </summary>
internal sealed class RequestReassort(
    PortalDbContext db, ReassortTerms terms, SecurityCodeDesk codes, ReassortGrant grant, RequestJournal journal)
{
    /// <summary>Each lost race means that another request was written; there are far fewer of them.</summary>
    private const int MaxRaces = 100;

    /// <returns>Null where the request is accepted, now or by an earlier post of the same form.</returns>
    public async Task<ReassortRefusal?> RequestAsync(
        int electorId, Guid formKey, ReassortClaim claim, SecurityCodeAnswer answer, CancellationToken cancellation)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            db.ChangeTracker.Clear();
            if (await IsAcceptedAsync(electorId, formKey, cancellation))
                return null;

            var elector = await db.Electors.SingleAsync(row => row.Id == electorId, cancellation);
            var matched = await codes.RedeemAsync(answer, cancellation);
            var refusal = await DecideAsync(elector, formKey, claim with { SecurityCodeMatched = matched }, cancellation);
            if (refusal is not null && await IsAcceptedAsync(electorId, formKey, cancellation))
                return null; // The first half of a double click was saved between the two looks: what it used up refuses nothing.

            try
            {
                await db.SaveChangesAsync(cancellation);
                return refusal;
            }
            catch (DbUpdateException lost) when (lost is DbUpdateConcurrencyException || db.IsUniqueViolation(lost))
            {
                // Somebody else wrote first: judge again.
            }
        }

        throw new InvalidOperationException("A request for an identifier lost every race.");
    }

    /// <summary>A double click, a refresh or a replay of a form costs one request.</summary>
    public Task<bool> IsAcceptedAsync(int electorId, Guid formKey, CancellationToken cancellation) =>
        db.ReassortRequests.AnyAsync(request => request.ElectorId == electorId && request.FormKey == formKey, cancellation);

    private async Task<ReassortRefusal?> DecideAsync(
        Elector elector, Guid formKey, ReassortClaim claim, CancellationToken cancellation)
    {
        var now = journal.Now;
        var refusal = ReassortRules.Check(elector, claim, terms, now);
        if (refusal is { } reason)
        {
            if (reason == ReassortRefusal.WrongIdentity)
                ReassortRules.Fail(elector.Reassort, terms, now);
            journal.Refused(JournalKind.Reassort, elector.Id, reason, claim.Number.Masked);
            return reason;
        }

        ReassortRules.Accept(elector.Reassort, now);
        await grant.AddAsync(elector, formKey, claim.Number, now, cancellation);
        journal.Done(JournalKind.Reassort, elector.Id, claim.Number.Masked);
        return null;
    }
}
