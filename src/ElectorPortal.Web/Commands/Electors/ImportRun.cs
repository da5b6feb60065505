using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>One reading of a file of electors, batch after batch: what is claimed, rejected and counted so far.</summary>
internal sealed class ImportRun(
    CsvFile file, ElectorLineReader reader, RejectedLines rejects, AcademyDirectory academies, PortalDbContext db)
{
    private const string InThisFile = "Une autre ligne du fichier donne cette adresse à un autre électeur.";
    private const string InTheDatabase = "Cette adresse est déjà celle d'un autre électeur.";

    private readonly FileClaims claims = new(file.LineCount);
    private readonly ElectorBatch batch = new(db);
    private List<(ElectorLine Line, List<EmailAddress> Theirs)> postponed = [];

    public ImportSummary Summary { get; } = new();

    public required bool DryRun { get; init; }

    public async Task ReadAsync(IReadOnlyList<CsvRecord> records, CancellationToken cancellation)
    {
        var lines = new List<ElectorLine>(records.Count);
        foreach (var record in records)
        {
            if (reader.Read(file.Columns, record, out var problems) is not { } line)
                Reject(record, problems);
            else if (!claims.Claim(line.NumenHash))
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
        int before;
        do
        {
            var waiting = postponed;
            (before, postponed) = (waiting.Count, []);
            foreach (var lines in waiting.Select(entry => entry.Line).Chunk(ElectorBatch.Size))
                await TakeAsync(lines, cancellation);
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
        var known = await batch.KnownAsync(lines, cancellation);
        var owners = await batch.OwnersAsync(lines, cancellation);
        var accepted = new List<AcceptedLine>(lines.Count);
        foreach (var line in lines)
        {
            var elector = known.GetValueOrDefault(FileClaims.Key(line.NumenHash));
            if (line.Addresses.Where(claims.IsTaken).ToList() is { Count: > 0 } taken)
                RejectAddresses(line, taken, InThisFile);
            else if (line.Addresses.Where(address => IsAnothers(address, elector?.Id, owners)).ToList() is { Count: > 0 } theirs)
                postponed.Add((line, theirs));
            else
                accepted.Add(Accept(line, elector));
        }

        if (DryRun)
            return;

        await academies.SaveCreatedAsync(cancellation);
        await batch.ApplyAsync(accepted, cancellation);
    }

    private bool IsAnothers(EmailAddress address, int? electorId, Dictionary<EmailAddress, int> owners) =>
        owners.TryGetValue(address, out var owner) && owner != electorId && !claims.IsReleased(address);

    private AcceptedLine Accept(ElectorLine line, Elector? elector)
    {
        foreach (var address in line.Addresses)
            claims.Take(address);
        foreach (var former in elector?.Addresses ?? [])
        {
            if (!former.IsFromHelpdesk && !line.Addresses.Contains(former.Address))
                claims.Release(former.Address);
        }

        var accepted = new AcceptedLine(line, elector, academies.FindOrCreate(line.Academy));
        Summary.Count(line, accepted.Academy.Name, accepted.Fate);
        Summary.Reinstated += elector is { RemovedAt: not null } ? 1 : 0;
        return accepted;
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
        var cells = record.Cells?.Count == file.Columns.Count ? new CellReader(file.Columns, record) : null;
        Summary.Reject(academies.Find(cells?.Text(ElectorColumns.Academy) ?? "")?.Name, cells?.Text(ElectorColumns.Corps) ?? "");
    }
}
