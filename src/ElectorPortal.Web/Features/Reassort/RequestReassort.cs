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
    PortalDbContext db, ReassortTerms terms, SecurityCodeDesk codes, ReassortGrant grant, ReassortAlerts alerts, RequestJournal journal)
{
    /// <returns>Null where the request is accepted, now or by an earlier post of the same form.</returns>
    public Task<ReassortRefusal?> RequestAsync(
        int electorId, Guid formKey, ReassortClaim claim, SecurityCodeAnswer answer, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(() => TryAsync(electorId, formKey, claim, answer, cancellation));

    /// <summary>A double click, a refresh or a replay of a form costs one request.</summary>
    public Task<bool> IsAcceptedAsync(int electorId, Guid formKey, CancellationToken cancellation) =>
        db.ReassortRequests.AnyAsync(request => request.ElectorId == electorId && request.FormKey == formKey, cancellation);

    private async Task<ReassortRefusal?> TryAsync(
        int electorId, Guid formKey, ReassortClaim claim, SecurityCodeAnswer answer, CancellationToken cancellation)
    {
        var elector = await db.Electors.SingleAsync(row => row.Id == electorId, cancellation);
        var matched = await codes.RedeemAsync(answer, cancellation);
        var (refusal, remark) = await DecideAsync(elector, formKey, claim with { SecurityCodeMatched = matched }, cancellation);

        // Asked last: what refuses a second click may be what its first half used up.
        if (refusal is not null && await IsAcceptedAsync(electorId, formKey, cancellation))
        {
            db.ChangeTracker.Clear();
            return null;
        }

        await db.SaveChangesAsync(cancellation);
        if (remark == ReassortRemark.SharedNumber)
            alerts.SharedNumber(claim.Number.Masked);
        return refusal;
    }

    /// <returns>Why the request is refused, or what deserves a look in one that is accepted.</returns>
    private async Task<(ReassortRefusal? Refusal, ReassortRemark? Remark)> DecideAsync(
        Elector elector, Guid formKey, ReassortClaim claim, CancellationToken cancellation)
    {
        var now = journal.Now;
        var refusal = ReassortRules.Check(elector, claim, terms, now)
            ?? await grant.ObstacleAsync(now, cancellation);
        if (refusal is { } reason)
        {
            if (reason == ReassortRefusal.WrongIdentity)
                ReassortRules.Fail(elector.Reassort, terms, now);
            journal.Refused(JournalKind.Reassort, elector.Id, reason, claim.Number.Masked);
            return (reason, null);
        }

        ReassortRules.Accept(elector.Reassort, now);
        var remark = await grant.AddAsync(elector, formKey, claim.Number, now, cancellation);
        journal.Done(JournalKind.Reassort, elector.Id, claim.Number.Masked, remark);
        return (null, remark);
    }
}
