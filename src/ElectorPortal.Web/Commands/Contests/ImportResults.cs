using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>
/// Takes in the results of contests. One line a list, the figures of the contest repeated; a contest is taken whole or not at all, since
/// half of a result is a wrong one.
/// </summary>
internal sealed class ImportResults(PortalDbContext db, ImportContestFile import)
{
    public Task<ContestFile> ExecuteAsync(FileRequest request, CancellationToken cancellation) =>
        import.ExecuteAsync(request, ContestColumns.OfResults, ApplyAsync, cancellation);

    private async Task ApplyAsync(ContestFile reading, CancellationToken cancellation)
    {
        var contests = await db.Contests
            .Include(contest => contest.Result)
            .Include(contest => contest.Lists).ThenInclude(list => list.Result)
            .AsSplitQuery()
            .ToDictionaryAsync(contest => contest.Code, StringComparer.Ordinal, cancellation);
        var incomplete = new HashSet<string>(StringComparer.Ordinal);
        var codeAt = reading.IndexOf(ContestColumns.Contest);
        var lines = reading.Read(
            (cells, record) => Read(cells, record, contests, incomplete),
            record => incomplete.UnionWith(ContestNamed(record, codeAt, contests)));
        foreach (var contest in lines.GroupBy(line => line.Contest))
        {
            var problem = incomplete.Contains(contest.Key.Code)
                ? new LineProblem(ContestColumns.Contest, "Une autre ligne de ce scrutin est rejetée, ou illisible : le scrutin l'est en entier.")
                : ResultLine.Problem(contest.Key, [.. contest]);
            foreach (var line in contest)
            {
                if (problem is { } known)
                    reading.Reject(line.Record, known);
                else
                    reading.Count(Apply(line));
            }

            if (problem is null && contest.Key.Lists.Count(list => list.Result is null) is > 0 and var missing)
                reading.Remarks.Add($"{contest.Key.Code} : {missing} liste(s) sans résultat.");
        }
    }

    /// <summary>
    /// The contest that an unreadable line seems to be about. Where that cannot be told, it may be any of the file: none of them is taken.
    /// </summary>
    private static List<string> ContestNamed(CsvRecord record, int codeAt, Dictionary<string, Contest> contests)
    {
        var code = record.Raw.Split(CsvRecord.Separator).ElementAtOrDefault(codeAt)?.Trim(' ', '\u00A0', '"') ?? "";
        return contests.ContainsKey(code) ? [code] : [.. contests.Keys];
    }

    private LineFate Apply(ResultLine line)
    {
        var isNew = line.List.Result is null;
        line.Contest.Result ??= new ContestResult { Registered = line.Registered, Voters = line.Voters, Blank = line.Blank };
        line.List.Result ??= new ListResult { Votes = line.Votes, Seats = line.Seats };
        (line.Contest.Result.Registered, line.Contest.Result.Voters, line.Contest.Result.Blank) = (line.Registered, line.Voters, line.Blank);
        (line.List.Result.Votes, line.List.Result.Seats) = (line.Votes, line.Seats);
        if (isNew)
            return LineFate.New;

        var isChanged = db.Entry(line.List.Result).State == EntityState.Modified || db.Entry(line.Contest.Result).State == EntityState.Modified;
        return isChanged ? LineFate.Changed : LineFate.Unchanged;
    }

    /// <param name="incomplete">Holds afterwards the contests of which a line is rejected.</param>
    private static ResultLine Read(CellReader cells, CsvRecord record, Dictionary<string, Contest> contests, HashSet<string> incomplete)
    {
        var contest = cells.Contest(contests);
        var line = new ResultLine(
            record,
            contest!,
            cells.Number(ContestColumns.Registered, 0, ResultLine.Most),
            cells.Number(ContestColumns.Voters, 0, ResultLine.Most),
            cells.Number(ContestColumns.Blank, 0, ResultLine.Most),
            cells.List(contest)!,
            cells.Number(ContestColumns.Votes, 0, ResultLine.Most),
            cells.Number(ContestColumns.Seats, 0, Contest.MaxSeats));
        if (contest is not null && cells.Problems.Count > 0)
            incomplete.Add(contest.Code);
        return line;
    }
}
