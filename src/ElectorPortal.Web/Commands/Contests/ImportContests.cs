using System.Buffers;
using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>Brings the contests to what a file says; those that it does not name stay as they are.</summary>
internal sealed class ImportContests(PortalDbContext db, ImportContestFile import)
{
    /// <summary>They would be something else in the address of a contest's page, or in a cell of several codes.</summary>
    private static readonly SearchValues<char> ForbiddenInCode = SearchValues.Create("/\\|;?#%&+");

    public Task<ContestFile> ExecuteAsync(FileRequest request, CancellationToken cancellation) =>
        import.ExecuteAsync(request, ContestColumns.OfContests, ApplyAsync, cancellation);

    private async Task ApplyAsync(ContestFile reading, CancellationToken cancellation)
    {
        var academies = await AcademyDirectory.LoadAsync(db, cancellation);
        var known = await db.Contests.ToDictionaryAsync(contest => contest.Code, StringComparer.Ordinal, cancellation);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in reading.Read((cells, record) => Read(cells, record, academies)))
        {
            if (!named.Add(line.Code))
            {
                reading.Reject(line.Record, new LineProblem(ContestColumns.Code, "Ce code figure déjà plus haut dans le fichier."));
            }
            else if (known.TryGetValue(line.Code, out var contest))
            {
                line.ApplyTo(contest);
                reading.Count(db.Entry(contest).State == EntityState.Modified ? LineFate.Changed : LineFate.Unchanged);
            }
            else
            {
                db.Contests.Add(line.ToContest());
                reading.Count(LineFate.New);
            }
        }

        import.RemarkOnOpenVote(reading);
    }

    private static ContestLine Read(CellReader cells, CsvRecord record, AcademyDirectory academies)
    {
        var code = cells.Text(ContestColumns.Code, Enrolment.ContestCodeMaxLength, "Le code manque.");
        if (code.AsSpan().IndexOfAny(ForbiddenInCode) >= 0)
            cells.Refuse(ContestColumns.Code, "Un code ne contient ni barre, ni point-virgule, ni aucun des signes ? # % & +.");
        var body = cells.Text(ContestColumns.Body, Contest.BodyMaxLength, "L'instance manque.");
        var label = cells.Text(ContestColumns.Label, Contest.LabelMaxLength, "Le libellé manque.");
        var academyName = cells.Text(ContestColumns.Academy);
        var academy = academyName.Length == 0 ? null : academies.Find(academyName);
        if (academyName.Length > 0 && academy is null)
            cells.Refuse(ContestColumns.Academy, "Cette académie est inconnue. Une cellule vide désigne un scrutin national.");
        var corps = cells.Text(ContestColumns.Corps, Elector.CorpsMaxLength, null);
        return new ContestLine(
            record, code, body, label, academy?.Id, corps.Length == 0 ? null : corps, cells.Number(ContestColumns.Seats, 1, Contest.MaxSeats));
    }

    private sealed record ContestLine(CsvRecord Record, string Code, string Body, string Label, int? AcademyId, string? Corps, int Seats)
    {
        public Contest ToContest() => new() { Code = Code, Body = Body, Label = Label, AcademyId = AcademyId, Corps = Corps, Seats = Seats };

        public void ApplyTo(Contest contest) =>
            (contest.Body, contest.Label, contest.AcademyId, contest.Corps, contest.Seats) = (Body, Label, AcademyId, Corps, Seats);
    }
}
