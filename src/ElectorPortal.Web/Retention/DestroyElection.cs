using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Retention;

/// <summary>
/// Once no appeal can come any more: everything about electors, all at once. Contests, lists and results stay, which are public; the journal
/// stays until its two years are over.
/// </summary>
internal sealed class DestroyElection(PortalDbContext db, PurgeRun run, RetentionOptions options, TimeProvider time)
{
    public DestructionRefusal? Check() => RetentionRules.CheckDestruction(options.AppealsCloseUtc, time.GetUtcNow().UtcDateTime);

    /// <returns>What was deleted, or would be.</returns>
    public Task<IReadOnlyList<Purged>> ExecuteAsync(bool isTrial, CancellationToken cancellation) =>
        run.ExecuteAsync(isTrial, alwaysTold: true, () => DestroyAsync(isTrial, cancellation), cancellation);

    private async Task<IReadOnlyList<Purged>> DestroyAsync(bool isTrial, CancellationToken cancellation)
    {
        // What refers to something goes before it.
        List<Purged> purged = [];
        await AddAsync("code(s) de sécurité", db.SecurityCodes);
        await AddAsync("session(s)", db.Sessions);
        await AddAsync("compteur(s) d'essais", db.SignInFailures);
        await AddAsync("lien(s)", db.AccountLinks);
        await AddAsync("message(s)", db.OutboxMessages);
        await AddAsync("identifiant(s)", db.Identifiers);
        await AddAsync("identifiant(s) remplacé(s)", db.FormerIdentifiers);
        await AddAsync("demande(s) d'identifiant", db.ReassortRequests);
        await AddAsync("demande(s) de correction", db.CorrectionRequests);
        await AddAsync("émargement(s)", db.VoterRegister);
        await AddAsync("inscription(s) à un scrutin", db.Enrolments);
        await AddAsync("adresse(s)", db.ElectorAddresses);
        await AddAsync("électeur(s)", db.Electors);
        return purged;

        async Task AddAsync<T>(string what, IQueryable<T> rows)
            where T : class =>
            purged.Add(new Purged(what, await PurgeRun.DeleteAsync(rows, isTrial, cancellation)));
    }
}
