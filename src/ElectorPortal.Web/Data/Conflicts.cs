using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

internal static class Conflicts
{
    /// <summary>Each lost race means that somebody else's save was written; there are far fewer of them.</summary>
    private const int MaxRaces = 100;

    /// <returns>False where somebody else changed one of the rows first; nothing is then written.</returns>
    public static async Task<bool> TrySaveChangesAsync(this PortalDbContext db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads, decides and saves, from the beginning again as long as somebody else's save comes in between: what is decided is decided
    /// on what the row has become.
    /// </summary>
    /// <param name="work">Ends with its save; starts each time on an empty change tracker.</param>
    public static async Task<T> RetryOnConflictAsync<T>(this PortalDbContext db, Func<Task<T>> work)
    {
        for (var race = 1; ; race++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await work();
            }
            catch (DbUpdateException lost) when (race < MaxRaces && (lost is DbUpdateConcurrencyException || lost.IsUniqueViolation()))
            {
                // Judge again.
            }
        }
    }
}
