using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <summary>
/// Destroys the journal's oldest entries after two years, with their seals, up to the first one that is younger: the chain goes on from a
/// beginning that only the portal can mark. The newest seal always stays.
/// </summary>
internal sealed class PurgeJournal(PortalDbContext db, PurgeRun run, KeyedHash hash, TimeProvider time)
{
    /// <exception cref="System.Data.Common.DbException">The portal's account may not remove entries; see <see cref="DatabaseRights"/>.</exception>
    public Task<IReadOnlyList<Purged>> ExecuteAsync(bool isTrial, CancellationToken cancellation) => run.ExecuteAsync(
        isTrial,
        alwaysTold: false,
        async () => [new Purged("entrée(s) du journal de plus de deux ans", await PurgeAsync(isTrial, cancellation))],
        cancellation);

    private async Task<int> PurgeAsync(bool isTrial, CancellationToken cancellation)
    {
        if (await LastToGoAsync(cancellation) is not { } last)
            return 0;

        var seals = db.JournalSeals.Where(seal => seal.Position <= last.Position);
        if (isTrial)
            return await seals.CountAsync(cancellation);

        await db.Journal.Where(entry => seals.Any(seal => seal.EntryId == entry.Id)).ExecuteDeleteAsync(cancellation);
        var count = await seals.ExecuteDeleteAsync(cancellation);
        await db.JournalBeginnings.ExecuteDeleteAsync(cancellation);
        db.JournalBeginnings.Add(new JournalBeginning { Position = last.Position, Hash = last.Hash, Mark = hash.OfBeginning(last.Position, last.Hash) });
        return count;
    }

    /// <returns>Null where the oldest entry is younger.</returns>
    private async Task<JournalSeal?> LastToGoAsync(CancellationToken cancellation)
    {
        var cutoff = RetentionRules.JournalCutoff(time.GetUtcNow().UtcDateTime);
        var head = await db.JournalSeals.MaxAsync(seal => (long?)seal.Position, cancellation);
        var firstToStay = await db.JournalSeals
            .Where(seal => seal.Position == head || db.Journal.Any(entry => entry.Id == seal.EntryId && entry.At >= cutoff))
            .OrderBy(seal => seal.Position)
            .Select(seal => (long?)seal.Position)
            .FirstOrDefaultAsync(cancellation);
        return await db.JournalSeals.AsNoTracking()
            .Where(seal => seal.Position < firstToStay)
            .OrderByDescending(seal => seal.Position)
            .FirstOrDefaultAsync(cancellation);
    }
}
