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
    PortalDbContext db, ReassortTerms terms, ReassortCases cases, SecurityCodeDesk codes, ReassortGrant grant, ReassortAlerts alerts, RequestJournal journal)
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
        var found = await cases.ReadAsync(db, electorId, formKey, claim.Number, answer, cancellation);
        if (found.IsAccepted)
            return null;

        var matched = codes.Redeem(found.Code, answer);
        var refusal = await DecideAsync(found, formKey, claim with { SecurityCodeMatched = matched }, cancellation);

        // Asked last: what refuses a second click may be what its first half used up.
        if (refusal is not null && await IsAcceptedAsync(electorId, formKey, cancellation))
        {
            db.ChangeTracker.Clear();
            return null;
        }

        await db.SaveChangesAsync(cancellation);
        if (refusal is null && found.Remark == ReassortRemark.SharedNumber)
            alerts.SharedNumber(claim.Number.Masked);
        return refusal;
    }

    private async Task<ReassortRefusal?> DecideAsync(ReassortCase found, Guid formKey, ReassortClaim claim, CancellationToken cancellation)
    {
        var (now, elector) = (journal.Now, found.Elector);
        var refusal = ReassortRules.Check(elector, claim, terms, now)
            ?? await grant.ObstacleAsync(now, cancellation);
        if (refusal is { } reason)
        {
            if (reason == ReassortRefusal.WrongIdentity)
                ReassortRules.Fail(elector.Reassort, terms, now);
            journal.Refused(JournalKind.Reassort, elector.Id, reason, claim.Number.Masked);
            return reason;
        }

        ReassortRules.Accept(elector.Reassort, now);
        grant.Add(found, formKey, claim.Number, now);
        journal.Done(JournalKind.Reassort, elector.Id, claim.Number.Masked, found.Remark);
        return null;
    }
}
