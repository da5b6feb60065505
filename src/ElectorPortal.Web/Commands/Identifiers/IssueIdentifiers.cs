using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <summary>
/// Draws a first identifier for each elector who has none, and writes the notices that carry them. The order makes a crash harmless: the
/// file is complete and on disk before the one commit, and takes its name after it. Killed before the commit, nobody has an identifier
/// and the next run starts again; killed after, the next run finds the file and gives it its name. No identifier is ever valid without
/// standing in a file.
/// </summary>
internal sealed class IssueIdentifiers(PortalDbContext db, KeyedHash hash, CommandConsole console, TimeProvider time)
{
    private const int BatchSize = 1000;

    /// <returns>How many identifiers the file holds, and whether an earlier run had drawn them.</returns>
    /// <exception cref="CommandFailure">The file exists.</exception>
    public async Task<(int Issued, bool Recovered)> ExecuteAsync(string path, CancellationToken cancellation)
    {
        var file = new NoticeFile(path);
        if (file.Exists)
            throw new CommandFailure($"« {path} » existe déjà : un fichier de notices n'est écrit qu'une fois. Rien n'a été fait.");

        var total = await WithoutIdentifier(0).CountAsync(cancellation);
        return await console.WithProgressAsync("Identifiants", total, progress =>
            db.Database.CreateExecutionStrategy().ExecuteAsync(() => TryAsync(file, progress, cancellation)));
    }

    /// <summary>Begins with what an earlier try may have left, even one of this process: its commit may have passed unheard.</summary>
    private async Task<(int Issued, bool Recovered)> TryAsync(NoticeFile file, Action<long> progress, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (file.IsUnfinished)
        {
            if (await WasCommittedAsync(file, cancellation))
            {
                var count = file.CountUnfinished();
                file.Publish();
                return (count, true);
            }

            file.Discard();
        }

        var issued = await IssueAsync(file, progress, cancellation);
        file.Publish();
        return (issued, false);
    }

    private async Task<bool> WasCommittedAsync(NoticeFile file, CancellationToken cancellation)
    {
        if (file.AnyIdentifier() is not { } identifier)
            return false;

        var known = hash.Of(identifier);
        return await db.Identifiers.AnyAsync(issued => issued.Hash == known, cancellation);
    }

    private async Task<int> IssueAsync(NoticeFile file, Action<long> progress, CancellationToken cancellation)
    {
        var (now, issued, last) = (time.GetUtcNow().UtcDateTime, 0, 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await using var writer = file.Create();
        while (await NextAsync(last, cancellation) is { Count: > 0 } batch)
        {
            var drawn = new List<IssuedIdentifier>(batch.Count);
            foreach (var elector in batch)
            {
                var identifier = VoterIdentifier.Generate();
                drawn.Add(new IssuedIdentifier { ElectorId = elector.Id, Hash = hash.Of(identifier), IssuedAt = now });
                await writer.WriteLineAsync(NoticeFile.Line(
                    elector.Email.Value, elector.Civility, elector.LastName, elector.FirstNames, elector.Academy!.Name, elector.Posting, identifier));
            }

            await db.BulkInsertAsync(drawn, cancellation);
            (issued, last) = (issued + batch.Count, batch[^1].Id);
            progress(issued);
        }

        db.Journal.Add(new JournalEntry
        {
            At = now,
            Kind = JournalKind.IdentifierIssued,
            Outcome = JournalOutcome.Done,
            Detail = $"{issued} premiers identifiants",
        });
        await db.SaveChangesAsync(cancellation);
        await NoticeFile.SecureAsync(writer, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return issued;
    }

    private Task<List<Elector>> NextAsync(int afterId, CancellationToken cancellation) =>
        WithoutIdentifier(afterId).Include(elector => elector.Academy).OrderBy(elector => elector.Id).Take(BatchSize).ToListAsync(cancellation);

    private IQueryable<Elector> WithoutIdentifier(int afterId) =>
        db.Electors.AsNoTracking()
            .Where(elector => elector.Id > afterId && elector.RemovedAt == null
                && !db.Identifiers.Any(identifier => identifier.ElectorId == elector.Id));
}
