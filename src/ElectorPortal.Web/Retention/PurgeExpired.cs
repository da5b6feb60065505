using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <param name="What">In French, for the operator and the journal.</param>
internal sealed record Purged(string What, int Count);

/// <summary>
/// Deletes what opens nothing any more, and numbers once they have served. What messages carried is blanked as soon as they are final, without
/// waiting for this.
/// </summary>
internal sealed class PurgeExpired(PortalDbContext db, Election election, RetentionOptions options, TimeProvider time)
{
    /// <summary>Longer than any session lives.</summary>
    private static readonly TimeSpan Sessions = TimeSpan.FromDays(1);

    /// <summary>A person who comes back to an old link still reads whether it was used, replaced or expired.</summary>
    private static readonly TimeSpan Links = TimeSpan.FromDays(30);

    /// <summary>Stands where the hash of a typed number stood.</summary>
    private static readonly byte[] NoHash = [];

    /// <returns>What was deleted, or would be.</returns>
    public async Task<IReadOnlyList<Purged>> ExecuteAsync(bool isTrial, CancellationToken cancellation) =>
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var purged = await PurgeAsync(isTrial, cancellation);
            if (!isTrial)
            {
                db.Journal.Add(Entry(time.GetUtcNow().UtcDateTime, purged));
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return purged;
        });

    public static JournalEntry Entry(DateTime now, IReadOnlyList<Purged> purged) => new()
    {
        At = now,
        Kind = JournalKind.Purge,
        Outcome = JournalOutcome.Done,
        Detail = string.Join(", ", purged.Select(entry => $"{entry.Count} {entry.What}")),
    };

    private async Task<IReadOnlyList<Purged>> PurgeAsync(bool isTrial, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (day, month) = (now - Sessions, now - Links);
        List<Purged> purged =
        [
            // First what refers to sessions.
            new("code(s) de sécurité périmé(s)", await DeleteAsync(db.SecurityCodes.Where(code => code.ExpiresAt < day), isTrial, cancellation)),
            new("session(s) d'électeur finie(s)", await DeleteAsync(db.Sessions.Where(session => session.LastSeenAt < day), isTrial, cancellation)),
            new("session(s) d'agent finie(s)", await DeleteAsync(db.AgentSessions.Where(session => session.LastSeenAt < day), isTrial, cancellation)),
            new("compteur(s) d'essais ancien(s)", await DeleteAsync(db.SignInFailures.Where(tries => tries.LastAt < day), isTrial, cancellation)),
            new("compteur(s) de réseau ancien(s)", await DeleteAsync(db.NetworkTries.Where(tries => tries.Since < day), isTrial, cancellation)),
            new("lien(s) périmé(s) depuis un mois", await DeleteAsync(db.AccountLinks.Where(link => link.ExpiresAt < month), isTrial, cancellation)),
        ];
        if (RetentionRules.HaveNumbersServed(election.Voting.Closes, options.NumbersDays, now))
            purged.Add(new("numéro(s) de téléphone", await BlankNumbersAsync(isTrial, cancellation)));
        return purged;
    }

    /// <summary>Those of the HR service, and the hashes by which one number is known from another.</summary>
    private async Task<int> BlankNumbersAsync(bool isTrial, CancellationToken cancellation)
    {
        var electors = db.Electors.Where(elector => elector.PhoneOnFile != null);
        var requests = db.ReassortRequests.Where(request => request.NumberHash != NoHash);
        return isTrial
            ? await electors.CountAsync(cancellation) + await requests.CountAsync(cancellation)
            : await electors.ExecuteUpdateAsync(elector => elector.SetProperty(row => row.PhoneOnFile, (string?)null), cancellation)
                + await requests.ExecuteUpdateAsync(request => request.SetProperty(row => row.NumberHash, NoHash), cancellation);
    }

    private static Task<int> DeleteAsync<T>(IQueryable<T> rows, bool isTrial, CancellationToken cancellation) =>
        isTrial ? rows.CountAsync(cancellation) : rows.ExecuteDeleteAsync(cancellation);
}
