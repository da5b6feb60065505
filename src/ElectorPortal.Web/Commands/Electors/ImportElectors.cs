using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>
/// Brings the rolls to what a file of the HR service says. One transaction, so that an import that fails, or whose process dies, leaves
/// nothing behind; the portal goes on meanwhile, except for writes on SQLite and on the rows that change.
/// </summary>
internal sealed class ImportElectors(PortalDbContext db, ElectorLineReader reader, CommandConsole console, TimeProvider time)
{
    /// <summary>Lines that are read and judged together, while those before them are written.</summary>
    private const int ReadTogether = 1000;
    private const int Ahead = 1;

    /// <exception cref="CommandFailure">The file is no list of electors.</exception>
    public async Task<(ImportSummary Summary, RejectedLines Rejects)> ExecuteAsync(FileRequest request, CancellationToken cancellation)
    {
        var file = CsvFile.Open(request.Path);
        file.CheckColumns(ElectorColumns.All, ElectorColumns.All);
        return await console.WithProgressAsync($"Lecture de {file.Name}", file.LineCount, progress =>
            db.Database.CreateExecutionStrategy().ExecuteAsync(() => RunAsync(file, request, progress, cancellation)));
    }

    private async Task<(ImportSummary Summary, RejectedLines Rejects)> RunAsync(
        CsvFile file, FileRequest request, Action<long> progress, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        using var rejects = new RejectedLines(file, request.RejectsPath);
        await using var transaction = request.DryRun ? null : await db.Database.BeginTransactionAsync(cancellation);
        var academies = await AcademyDirectory.LoadAsync(db, cancellation);
        var run = new ImportRun(file, rejects, academies, db) { DryRun = request.DryRun };

        var batches = file.Records().Select(record => reader.Read(file.Columns, record)).Chunk(ReadTogether);
        await foreach (var records in batches.MadeAheadAsync(Ahead, cancellation))
        {
            await run.TakeAsync(records, cancellation);
            progress(records[^1].Record.Line);
        }

        await run.SettlePostponedAsync(cancellation);
        if (transaction is not null)
        {
            db.Journal.Add(Entry(file, run.Summary));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        progress(file.LineCount);
        return (run.Summary, rejects);
    }

    private JournalEntry Entry(CsvFile file, ImportSummary summary)
    {
        var counts = $"{summary.Total(LineFate.New)} nouveaux, {summary.Total(LineFate.Changed)} modifiés, "
            + $"{summary.Total(LineFate.Unchanged)} inchangés, {summary.Total(LineFate.Rejected)} rejetés";
        return new JournalEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            Kind = JournalKind.Import,
            Outcome = JournalOutcome.Done,
            Detail = $"{file.Name[..Math.Min(file.Name.Length, 100)]} : {counts}",
        };
    }
}
