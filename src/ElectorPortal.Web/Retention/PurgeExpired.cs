using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <summary>
/// Deletes what opens nothing any more, and numbers once they have served. What messages carried is blanked as soon as they are final, without
/// waiting for this.
/// </summary>
internal sealed class PurgeExpired(PortalDbContext db, PurgeRun run, Election election, RetentionOptions options, TimeProvider time)
{
    /// <summary>Longer than any session lives.</summary>
    private static readonly TimeSpan Sessions = TimeSpan.FromDays(1);

    /// <summary>A person who comes back to an old link still reads whether it was used, replaced or expired.</summary>
    private static readonly TimeSpan Links = TimeSpan.FromDays(30);

    /// <summary>Stands where the hash of a typed number stood.</summary>
    private static readonly byte[] NoHash = [];

    /// <returns>What was deleted, or would be.</returns>
    public Task<IReadOnlyList<Purged>> ExecuteAsync(bool isTrial, CancellationToken cancellation) =>
        run.ExecuteAsync(isTrial, alwaysTold: true, () => PurgeAsync(isTrial, cancellation), cancellation);

    private async Task<IReadOnlyList<Purged>> PurgeAsync(bool isTrial, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (day, month) = (now - Sessions, now - Links);
        List<Purged> purged =
        [
            // First what refers to sessions.
            new("code(s) de sécurité périmé(s)", await PurgeRun.DeleteAsync(db.SecurityCodes.Where(code => code.ExpiresAt < day), isTrial, cancellation)),
            new("session(s) d'électeur finie(s)", await PurgeRun.DeleteAsync(db.Sessions.Where(session => session.LastSeenAt < day), isTrial, cancellation)),
            new("session(s) d'agent finie(s)", await PurgeRun.DeleteAsync(db.AgentSessions.Where(session => session.LastSeenAt < day), isTrial, cancellation)),
            new("compteur(s) d'essais ancien(s)", await PurgeRun.DeleteAsync(db.SignInFailures.Where(tries => tries.LastAt < day), isTrial, cancellation)),
            new("compteur(s) de réseau ancien(s)", await PurgeRun.DeleteAsync(db.NetworkTries.Where(tries => tries.Since < day), isTrial, cancellation)),
            new("lien(s) périmé(s) depuis un mois", await PurgeRun.DeleteAsync(db.AccountLinks.Where(link => link.ExpiresAt < month), isTrial, cancellation)),
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
}
