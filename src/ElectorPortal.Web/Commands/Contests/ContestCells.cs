using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Contests;

internal static class ContestCells
{
    /// <summary>The contest that the line is about; null where it was refused.</summary>
    public static Contest? Contest(this CellReader cells, Dictionary<string, Contest> contests)
    {
        var code = cells.Text(ContestColumns.Contest);
        if (contests.TryGetValue(code, out var contest))
            return contest;

        cells.Refuse(ContestColumns.Contest, code.Length == 0 ? "Le code du scrutin manque." : "Aucun scrutin n'a ce code.");
        return null;
    }

    /// <summary>The list of that contest that the line is about; null where it was refused, or where there is no contest.</summary>
    public static CandidateList? List(this CellReader cells, Contest? contest)
    {
        var number = cells.Number(ContestColumns.ListNumber, 1, CandidateList.MaxNumber);
        if (contest is null || cells.Problems.Any(problem => problem.Column == ContestColumns.ListNumber))
            return null;

        var found = contest.Lists.Find(list => list.Number == number);
        if (found is null)
            cells.Refuse(ContestColumns.ListNumber, "Ce scrutin n'a aucune liste de ce numéro.");
        return found;
    }
}
