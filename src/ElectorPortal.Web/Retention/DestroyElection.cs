using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <summary>
/// Once no appeal can come any more: everything about electors, all at once. Contests, lists and results stay, which are public; the journal
/// stays until its two years are over.
/// </summary>
internal sealed class DestroyElection(PortalDbContext db, RetentionOptions options, TimeProvider time)
{
    public DestructionRefusal? Check() => RetentionRules.CheckDestruction(options.AppealsCloseUtc, time.GetUtcNow().UtcDateTime);

    /// <returns>What was deleted, or would be.</returns>
    public async Task<IReadOnlyList<Purged>> ExecuteAsync(bool isTrial, CancellationToken cancellation) =>
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
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
            if (!isTrial)
            {
                db.Journal.Add(PurgeExpired.Entry(time.GetUtcNow().UtcDateTime, purged));
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return purged;

            async Task AddAsync<T>(string what, IQueryable<T> rows)
                where T : class =>
                purged.Add(new Purged(what, isTrial ? await rows.CountAsync(cancellation) : await rows.ExecuteDeleteAsync(cancellation)));
        });
}
