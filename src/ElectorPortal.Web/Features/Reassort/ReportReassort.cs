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
    public async Task<ReassortRequest?> FindAsync(string? text, CancellationToken cancellation)
    {
        if (!LinkToken.TryParse(text, out var token))
            return null;

        var tokenHash = hash.Of(token);
        return await db.ReassortRequests.SingleOrDefaultAsync(request => request.ReportTokenHash == tokenHash, cancellation);
    }

    /// <summary>Reports once; a second click changes nothing.</summary>
    /// <returns>Whether this call reported it.</returns>
    public Task<bool> ReportAsync(string? text, CancellationToken cancellation) => db.RetryOnConflictAsync(async () =>
    {
        if (await FindAsync(text, cancellation) is not { ReportedAt: null } request)
            return false;

        var now = journal.Now;
        var elector = await db.Electors.SingleAsync(row => row.Id == request.ElectorId, cancellation);
        request.ReportedAt = now;
        elector.Reassort.FrozenAt ??= now;
        journal.Done(JournalKind.ReassortReport, elector.Id, request.MaskedNumber);
        await db.SaveChangesAsync(cancellation);
        return true;
    });
}
