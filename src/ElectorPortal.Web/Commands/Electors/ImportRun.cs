using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>One reading of a file of electors, batch after batch: what is claimed, rejected and counted so far.</summary>
internal sealed class ImportRun(CsvFile file, RejectedLines rejects, AcademyDirectory academies, PortalDbContext db)
{
    private const string InThisFile = "Une autre ligne du fichier donne cette adresse à un autre électeur.";
    private const string InTheDatabase = "Cette adresse est déjà celle d'un autre électeur.";

    private readonly FileClaims claims = new(file.LineCount);
    private readonly ElectorLookups lookups = new(db);
    private readonly ElectorBatch batch = new(db);
    private readonly List<AcceptedLine> accepted = new(ElectorBatch.Size);
    private List<(ElectorLine Line, List<EmailAddress> Theirs)> postponed = [];
    private int linesSinceWrite;

    public ImportSummary Summary { get; } = new(file.LineCount);

    public required bool DryRun { get; init; }

    public async Task TakeAsync(IReadOnlyList<JudgedRecord> records, CancellationToken cancellation)
    {
        var lines = new List<ElectorLine>(records.Count);
        foreach (var (record, line, problems) in records)
        {
            if (line is null)
                Reject(record, problems);
            else if (!claims.Claim(line.NumenKey))
                Reject(record, [new LineProblem(ElectorColumns.Numen, "Ce NUMEN figure déjà plus haut dans le fichier.")]);
            else
                lines.Add(line);
        }

        await TakeAsync(lines, cancellation);
    }

    /// <summary>
    /// Comes back to the lines whose address was another elector's, who may have given it up further down. What is still in the way once
    /// nothing moves any more is rejected.
    /// </summary>
    public async Task SettlePostponedAsync(CancellationToken cancellation)
    {
        await WriteAsync(cancellation);
        int before;
        do
        {
            var waiting = postponed;
            (before, postponed) = (waiting.Count, []);
            foreach (var lines in waiting.Select(entry => entry.Line).Chunk(ElectorBatch.Size))
                await TakeAsync(lines, cancellation);
            await WriteAsync(cancellation);
        }
        while (postponed.Count < before);

        foreach (var (line, theirs) in postponed)
            RejectAddresses(line, theirs, InTheDatabase);
        postponed = [];
        Summary.Created = academies.Created;
        var known = await db.Contests.Select(contest => contest.Code).ToListAsync(cancellation);
        Summary.UnknownContests = [.. Summary.Contests.Keys.Except(known).Order(StringComparer.Ordinal)];
    }

    private async Task TakeAsync(IReadOnlyList<ElectorLine> lines, CancellationToken cancellation)
    {
        var changes = await PassUnchangedAsync(lines, cancellation);
        var known = await lookups.KnownAsync(changes, cancellation);
        var owners = await lookups.OwnersAsync(changes, cancellation);
        foreach (var line in changes)
        {
            var elector = known.GetValueOrDefault(line.NumenKey);
            if (Those(line, claims.IsTaken) is { Count: > 0 } taken)
                RejectAddresses(line, taken, InThisFile);
            else if (Those(line, key => IsAnothers(key, elector?.Id, owners)) is { Count: > 0 } theirs)
                postponed.Add((line, theirs));
            else
                accepted.Add(Accept(line, elector));
        }

        linesSinceWrite += lines.Count;
        if (linesSinceWrite >= ElectorBatch.Size)
            await WriteAsync(cancellation);
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        if (!DryRun)
        {
            await academies.SaveCreatedAsync(cancellation);
            await batch.ApplyAsync(accepted, cancellation);
        }

        accepted.Clear();
        linesSinceWrite = 0;
        DropBatch();
    }

    /// <summary>
    /// Gives the room of the last lines to the next ones. Left to itself, the collector lets garbage pile up by the size of the processor's
    /// cache, which is hundreds of MB on a big server; there is little else on the heap to look through.
    /// </summary>
    private static void DropBatch() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

    /// <summary>Counts the lines that say what the last file said.</summary>
    /// <returns>The others.</returns>
    private async Task<List<ElectorLine>> PassUnchangedAsync(IReadOnlyList<ElectorLine> lines, CancellationToken cancellation)
    {
        var digests = await lookups.DigestsAsync(lines, cancellation);
        var others = new List<ElectorLine>(lines.Count);
        foreach (var line in lines)
        {
            if (digests.TryGetValue(line.NumenKey, out var digest) && digest.AsSpan().SequenceEqual(line.Row.FileDigest) && !line.AddressKeys.Any(claims.IsTaken))
                Count(line, academies.FindOrCreate(line.Academy), LineFate.Unchanged);
            else
                others.Add(line);
        }

        return others;
    }

    private static List<EmailAddress> Those(ElectorLine line, Func<ulong, bool> condition) =>
        [.. line.Addresses.Where((_, index) => condition(line.AddressKeys[index]))];

    private bool IsAnothers(ulong address, int? electorId, Dictionary<ulong, int> owners) =>
        owners.TryGetValue(address, out var owner) && owner != electorId && !claims.IsReleased(address);

    private AcceptedLine Accept(ElectorLine line, Elector? elector)
    {
        var accepted = new AcceptedLine(line, elector, academies.FindOrCreate(line.Academy));
        Count(line, accepted.Academy, accepted.Fate);
        foreach (var former in elector?.Addresses ?? [])
        {
            if (!former.IsFromHelpdesk && !line.Addresses.Contains(former.Address))
                claims.Release(FileClaims.Key(former.Address));
        }

        Summary.Reinstated += elector is { RemovedAt: not null } ? 1 : 0;
        return accepted;
    }

    private void Count(ElectorLine line, Academy academy, LineFate fate)
    {
        foreach (var address in line.AddressKeys)
            claims.Take(address);
        Summary.Count(line, academy.Name, fate);
    }

    private void RejectAddresses(ElectorLine line, IEnumerable<EmailAddress> theirs, string reason)
    {
        Summary.Of(academies.Find(line.Academy)?.Name).SharedAddresses++;
        Reject(line.Record, theirs
            .Select(address => address == line.Email ? ElectorColumns.Email : ElectorColumns.OtherEmails)
            .Distinct()
            .Select(column => new LineProblem(column, reason)));
    }

    private void Reject(CsvRecord record, IEnumerable<LineProblem> problems)
    {
        rejects.Add(record, problems);
        var cells = CellReader.Open(file.Columns, record, out _);
        Summary.Reject(academies.Find(cells?.Text(ElectorColumns.Academy) ?? "")?.Name, cells?.Text(ElectorColumns.Corps) ?? "");
    }
}
