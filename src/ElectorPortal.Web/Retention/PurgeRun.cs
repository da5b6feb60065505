using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <param name="What">In French, for the operator and the journal.</param>
internal sealed record Purged(string What, int Count);

/// <summary>What every purge has in common: all of it and its journal entry in one transaction, or a trial that changes nothing.</summary>
internal sealed class PurgeRun(PortalDbContext db, TimeProvider time)
{
    /// <param name="alwaysTold">The journal says that it was done even where there was nothing to delete.</param>
    /// <param name="purge">Deletes, or counts what it would delete.</param>
    /// <returns>What was deleted, or would be.</returns>
    public async Task<IReadOnlyList<Purged>> ExecuteAsync(
        bool isTrial, bool alwaysTold, Func<Task<IReadOnlyList<Purged>>> purge, CancellationToken cancellation) =>
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            // What an attempt that lost its connection had added must not be added again.
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var purged = await purge();
            if (!isTrial && (alwaysTold || purged.Any(entry => entry.Count > 0)))
            {
                db.Journal.Add(new JournalEntry
                {
                    At = time.GetUtcNow().UtcDateTime,
                    Kind = JournalKind.Purge,
                    Outcome = JournalOutcome.Done,
                    Detail = string.Join(", ", purged.Select(entry => $"{entry.Count} {entry.What}")),
                });
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return purged;
        });

    public static Task<int> DeleteAsync<T>(IQueryable<T> rows, bool isTrial, CancellationToken cancellation) =>
        isTrial ? rows.CountAsync(cancellation) : rows.ExecuteDeleteAsync(cancellation);
}
