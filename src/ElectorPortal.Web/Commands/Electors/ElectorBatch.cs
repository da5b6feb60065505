using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>A line that will be applied, and the elector it is about where the database has him.</summary>
internal sealed record AcceptedLine(ElectorLine Line, Elector? Known, Academy Academy)
{
    /// <summary>The file's, unless it still holds the one that the helpdesk has corrected since.</summary>
    public EmailAddress Email => IsCorrected ? Known!.Email : Line.Email;

    /// <summary>The file's, those excepted that the helpdesk had given before, and the one that it corrected.</summary>
    public IEnumerable<EmailAddress> Addresses =>
        Line.Addresses.Except(FromHelpdesk).Where(address => !IsCorrected || address != Line.Email);

    public bool ChangesAddresses => Known is null
        || !Addresses.ToHashSet().SetEquals(Known.Addresses.Where(known => !known.IsFromHelpdesk).Select(known => known.Address));

    /// <summary>A place on a roll bears the name by which the roll is ordered.</summary>
    public bool ChangesContests => Known is null
        || !Line.Contests.ToHashSet().SetEquals(Known.Enrolments.Select(known => known.ContestCode))
        || Known.FoldedName != Line.FoldedName;

    public bool ChangesElector => Known is not { RemovedAt: null } known
        || known.Email != Email || known.Civility != Line.Civility || known.BirthName != Line.BirthName
        || known.UsageName != Line.UsageName || known.FirstNames != Line.FirstNames || known.BirthDate != Line.BirthDate
        || known.AcademyId != Academy.Id || known.Corps != Line.Corps || known.Posting != Line.Posting || known.PhoneOnFile != Line.Phone;

    public LineFate Fate =>
        Known is null ? LineFate.New
        : ChangesElector || ChangesAddresses || ChangesContests ? LineFate.Changed
        : LineFate.Unchanged;

    private bool IsCorrected => Known is { } known && known.EmailBeforeCorrection == Line.Email && known.Email != Line.Email;

    private IEnumerable<EmailAddress> FromHelpdesk =>
        Known?.Addresses.Where(known => known.IsFromHelpdesk).Select(known => known.Address) ?? [];
}

/// <summary>Writes many lines to the database at once.</summary>
internal sealed class ElectorBatch(PortalDbContext db)
{
    /// <summary>Lines: fewer make PostgreSQL begin its COPY too often, more only take memory.</summary>
    public const int Size = 4000;

    public async Task ApplyAsync(IReadOnlyList<AcceptedLine> lines, CancellationToken cancellation)
    {
        await ForgetReplacedRowsAsync(lines, cancellation);
        foreach (var changed in lines.Where(line => line is { Known: not null, ChangesElector: true }))
            await UpdateAsync(changed, cancellation);

        var ids = await InsertAsync([.. lines.Where(line => line.Known is null)], cancellation);
        await db.BulkInsertAsync(
            [
                .. from line in lines
                   where line.ChangesAddresses
                   from address in line.Addresses
                   select new ElectorAddress { ElectorId = IdOf(line), Address = address },
            ],
            cancellation);
        await db.BulkInsertAsync(
            [
                .. from line in lines
                   where line.ChangesContests
                   from code in line.Line.Contests
                   select new Enrolment { ElectorId = IdOf(line), ContestCode = code, FoldedName = line.Line.FoldedName },
            ],
            cancellation);

        int IdOf(AcceptedLine line) => line.Known?.Id ?? ids[line.Line.NumenKey];
    }

    private async Task ForgetReplacedRowsAsync(IReadOnlyList<AcceptedLine> lines, CancellationToken cancellation)
    {
        var moved = lines.Where(line => line is { Known: not null, ChangesAddresses: true }).Select(line => line.Known!.Id).ToList();
        if (moved.Count > 0)
        {
            await db.ElectorAddresses
                .Where(known => EF.Parameter(moved).Contains(known.ElectorId) && !known.IsFromHelpdesk)
                .ExecuteDeleteAsync(cancellation);
        }

        var enrolledAnew = lines.Where(line => line is { Known: not null, ChangesContests: true }).Select(line => line.Known!.Id).ToList();
        if (enrolledAnew.Count > 0)
            await db.Enrolments.Where(known => EF.Parameter(enrolledAnew).Contains(known.ElectorId)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>
    /// The columns of the HR service alone, whatever the portal writes to the others at the same moment; the version tells a request
    /// that read the row before.
    /// </summary>
    private async Task UpdateAsync(AcceptedLine changed, CancellationToken cancellation)
    {
        var (id, line, academyId) = (changed.Known!.Id, changed.Line, changed.Academy.Id);
        var (email, made) = (line.Email, line.Row);
        await db.Electors.Where(elector => elector.Id == id).ExecuteUpdateAsync(
            elector => elector
                // The helpdesk may correct the address at this very moment.
                .SetProperty(row => row.Email, row => row.EmailBeforeCorrection == email ? row.Email : email)
                .SetProperty(row => row.EmailBeforeCorrection, row => row.EmailBeforeCorrection == email ? row.EmailBeforeCorrection : null)
                .SetProperty(row => row.Civility, line.Civility)
                .SetProperty(row => row.BirthName, line.BirthName)
                .SetProperty(row => row.UsageName, line.UsageName)
                .SetProperty(row => row.FirstNames, line.FirstNames)
                .SetProperty(row => row.FoldedBirthName, made.FoldedBirthName)
                .SetProperty(row => row.FoldedUsageName, made.FoldedUsageName)
                .SetProperty(row => row.FoldedFirstNames, made.FoldedFirstNames)
                .SetProperty(row => row.FileDigest, made.FileDigest)
                .SetProperty(row => row.BirthDate, line.BirthDate)
                .SetProperty(row => row.AcademyId, academyId)
                .SetProperty(row => row.Corps, line.Corps)
                .SetProperty(row => row.Posting, line.Posting)
                .SetProperty(row => row.PhoneOnFile, line.Phone)
                .SetProperty(row => row.RemovedAt, (DateTime?)null)
                .SetProperty(row => row.Version, row => row.Version + 1),
            cancellation);
    }

    /// <returns>The numbers that the database gave to the new electors, by <see cref="ElectorLine.NumenKey"/>.</returns>
    private async Task<Dictionary<ulong, int>> InsertAsync(IReadOnlyList<AcceptedLine> lines, CancellationToken cancellation)
    {
        if (lines.Count == 0)
            return [];

        foreach (var line in lines)
            line.Line.Row.AcademyId = line.Academy.Id;
        await db.BulkInsertAsync([.. lines.Select(line => line.Line.Row)], cancellation);

        var asked = lines.Count;
        var ids = await NewestAsync(asked, cancellation);
        while (!lines.All(line => ids.ContainsKey(line.Line.NumenKey)))
        {
            // Another import has added electors meanwhile.
            asked *= 2;
            ids = await NewestAsync(asked, cancellation);
        }

        return ids;
    }

    /// <summary>From the end of the index: in a transaction that fills the table, PostgreSQL would rather read all of it than a range.</summary>
    private Task<Dictionary<ulong, int>> NewestAsync(int count, CancellationToken cancellation) => db.Electors
        .OrderByDescending(elector => elector.Id)
        .Take(count)
        .Select(elector => new { elector.NumenHash, elector.Id })
        .ToDictionaryAsync(row => FileClaims.Key(row.NumenHash), row => row.Id, cancellation);
}
