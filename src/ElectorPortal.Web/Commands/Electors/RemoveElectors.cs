using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

internal sealed class RemovalSummary
{
    public required int Removed { get; init; }

    public required int AlreadyRemoved { get; init; }

    public required RejectedLines Rejects { get; init; }
}

/// <summary>
/// Takes electors off the rolls: their sessions end and their links die with the same transaction. Nothing of them is deleted, and an
/// import that names them puts them back.
/// </summary>
internal sealed class RemoveElectors(PortalDbContext db, ElectorFinder finder, TimeProvider time)
{
    private const int BatchSize = 1000;

    /// <exception cref="CommandFailure">The file is no list of electors.</exception>
    public async Task<RemovalSummary> ExecuteAsync(FileRequest request, CancellationToken cancellation)
    {
        var file = CsvFile.Open(request.Path);
        file.CheckColumns(ElectorColumns.All, []);
        if (!file.Columns.Any(column => column is ElectorColumns.Numen or ElectorColumns.Email))
            throw new CommandFailure($"{file.Name} : il faut une colonne « numen » ou une colonne « email ». Rien n'a été appliqué.");

        using var rejects = new RejectedLines(file, request.RejectsPath);
        var (leaving, already) = (new HashSet<int>(), 0);
        foreach (var record in file.Records())
        {
            var (elector, problem) = await finder.FindAsync(file, record, cancellation);
            if (problem is not null)
                rejects.Add(record, [problem.Value]);
            else if (elector!.RemovedAt is not null || !leaving.Add(elector.Id))
                already++;
        }

        if (!request.DryRun)
            await db.Database.CreateExecutionStrategy().ExecuteAsync(() => RemoveAsync(leaving, cancellation));
        return new RemovalSummary { Removed = leaving.Count, AlreadyRemoved = already, Rejects = rejects };
    }

    private async Task RemoveAsync(IEnumerable<int> leaving, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var ids in leaving.Chunk(BatchSize))
        {
            await db.Electors.Where(elector => EF.Parameter(ids).Contains(elector.Id)).ExecuteUpdateAsync(
                elector => elector.SetProperty(row => row.RemovedAt, now).SetProperty(row => row.Version, row => row.Version + 1),
                cancellation);
            await db.Sessions.Where(session => EF.Parameter(ids).Contains(session.ElectorId)).ExecuteDeleteAsync(cancellation);
            await db.AccountLinks
                .Where(link => EF.Parameter(ids).Contains(link.ElectorId) && link.UsedAt == null && link.ReplacedAt == null)
                .ExecuteUpdateAsync(link => link.SetProperty(row => row.ReplacedAt, now), cancellation);
            var academies = await db.Electors.Where(elector => EF.Parameter(ids).Contains(elector.Id))
                .ToDictionaryAsync(elector => elector.Id, elector => elector.AcademyId, cancellation);
            await db.BulkInsertAsync(
                [
                    .. ids.Select(id => new JournalEntry
                    {
                        At = now,
                        Kind = JournalKind.Removal,
                        Outcome = JournalOutcome.Done,
                        ElectorId = id,
                        AcademyId = academies[id],
                    }),
                ],
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
