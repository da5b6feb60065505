using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Purge;

/// <summary>
/// Deletes what opens nothing any more. The journal keeps its two years: its chain must not lose its beginning. What messages carried is
/// blanked as soon as they are final, without waiting for this.
/// </summary>
internal sealed class PurgeExpired(PortalDbContext db, TimeProvider time)
{
    /// <summary>Longer than any session lives.</summary>
    private static readonly TimeSpan Sessions = TimeSpan.FromDays(1);

    /// <summary>A person who comes back to an old link still reads whether it was used, replaced or expired.</summary>
    private static readonly TimeSpan Links = TimeSpan.FromDays(30);

    /// <returns>What was deleted, or would be, in French, and how much of it.</returns>
    public async Task<IReadOnlyList<(string What, int Count)>> ExecuteAsync(bool isTrial, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (day, month) = (now - Sessions, now - Links);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            List<(string What, int Count)> purged =
            [
                // First what refers to sessions.
                ("code(s) de sécurité périmé(s)", await DeleteAsync(db.SecurityCodes.Where(code => code.ExpiresAt < day), isTrial, cancellation)),
                ("session(s) d'électeur finie(s)", await DeleteAsync(db.Sessions.Where(session => session.LastSeenAt < day), isTrial, cancellation)),
                ("session(s) d'agent finie(s)", await DeleteAsync(db.AgentSessions.Where(session => session.LastSeenAt < day), isTrial, cancellation)),
                ("compteur(s) d'essais ancien(s)", await DeleteAsync(db.SignInFailures.Where(tries => tries.LastAt < day), isTrial, cancellation)),
                ("compteur(s) de réseau ancien(s)", await DeleteAsync(db.NetworkTries.Where(tries => tries.Since < day), isTrial, cancellation)),
                ("lien(s) périmé(s) depuis un mois", await DeleteAsync(db.AccountLinks.Where(link => link.ExpiresAt < month), isTrial, cancellation)),
            ];
            if (!isTrial)
            {
                db.Journal.Add(new JournalEntry
                {
                    At = now,
                    Kind = JournalKind.Purge,
                    Outcome = JournalOutcome.Done,
                    Detail = string.Join(", ", purged.Select(entry => $"{entry.Count} {entry.What}")),
                });
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return purged;
        });
    }

    private static Task<int> DeleteAsync<T>(IQueryable<T> rows, bool isTrial, CancellationToken cancellation) =>
        isTrial ? rows.CountAsync(cancellation) : rows.ExecuteDeleteAsync(cancellation);
}
