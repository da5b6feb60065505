using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>What a line says of one list, and of its contest.</summary>
internal sealed record ResultLine(
    CsvRecord Record, Contest Contest, int Registered, int Voters, int Blank, CandidateList List, int Votes, int Seats)
{
    /// <summary>More than the electors of any contest.</summary>
    public const int Most = 9_999_999;

    /// <summary>
    /// What the lines of one contest contradict, one another or arithmetic; null where they hold together. A list that the file does not name
    /// keeps what it had obtained, which counts.
    /// </summary>
    public static LineProblem? Problem(Contest contest, IReadOnlyList<ResultLine> lines)
    {
        var first = lines[0];
        var kept = contest.Lists.Except(lines.Select(line => line.List)).Select(list => list.Result).OfType<ListResult>().ToList();
        if (lines.Any(line => (line.Registered, line.Voters, line.Blank) != (first.Registered, first.Voters, first.Blank)))
            return new LineProblem(ContestColumns.Registered, "Les lignes de ce scrutin ne donnent pas les mêmes nombres d'inscrits, de votants et de blancs.");
        if (lines.Select(line => line.List).Distinct().Count() < lines.Count)
            return new LineProblem(ContestColumns.ListNumber, "Une liste de ce scrutin figure deux fois dans le fichier.");
        if (first.Voters > first.Registered)
            return new LineProblem(ContestColumns.Voters, "Il y a plus de votants que d'inscrits.");
        if (lines.Sum(line => (long)line.Votes) + kept.Sum(result => (long)result.Votes) + first.Blank > first.Voters)
            return new LineProblem(ContestColumns.Votes, "Les voix et les bulletins blancs dépassent ensemble le nombre de votants, listes déjà connues comprises.");
        if (lines.Sum(line => line.Seats) + kept.Sum(result => result.Seats) > contest.Seats)
            return new LineProblem(ContestColumns.Seats, $"Les listes obtiennent ensemble plus de sièges que les {contest.Seats} du scrutin, listes déjà connues comprises.");
        return null;
    }
}
