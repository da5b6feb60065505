using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>What a line says of one list, and of its contest.</summary>
internal sealed record ResultLine(
    CsvRecord Record, Contest Contest, int Registered, int Voters, int Blank, CandidateList List, int Votes, int Seats)
{
    /// <summary>More than the electors of any contest.</summary>
    public const int Most = 9_999_999;

    /// <summary>What the lines of one contest contradict, one another or arithmetic; null where they hold together.</summary>
    public static LineProblem? Problem(Contest contest, IReadOnlyList<ResultLine> lines)
    {
        var first = lines[0];
        if (lines.Any(line => (line.Registered, line.Voters, line.Blank) != (first.Registered, first.Voters, first.Blank)))
            return new LineProblem(ContestColumns.Registered, "Les lignes de ce scrutin ne donnent pas les mêmes nombres d'inscrits, de votants et de blancs.");
        if (lines.Select(line => line.List).Distinct().Count() < lines.Count)
            return new LineProblem(ContestColumns.ListNumber, "Une liste de ce scrutin figure deux fois dans le fichier.");
        if (first.Voters > first.Registered)
            return new LineProblem(ContestColumns.Voters, "Il y a plus de votants que d'inscrits.");
        if (lines.Sum(line => (long)line.Votes) + first.Blank > first.Voters)
            return new LineProblem(ContestColumns.Votes, "Les voix et les bulletins blancs dépassent ensemble le nombre de votants.");
        if (lines.Sum(line => line.Seats) > contest.Seats)
            return new LineProblem(ContestColumns.Seats, $"Les listes obtiennent ensemble plus de sièges que les {contest.Seats} du scrutin.");
        return null;
    }
}
