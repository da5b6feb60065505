using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>Prints what an import did, académie by académie, in columns that fit an ordinary terminal.</summary>
internal static class SummaryPrinter
{
    private const int NameWidth = 28;
    private const int NumberWidth = 12;
    private const int MostContests = 20;

    private static readonly StringComparer FrenchOrder = StringComparer.Create(FrenchDates.Culture, ignoreCase: true);

    private static readonly string[] Fates = ["nouveaux", "modifiés", "inchangés", "rejetés"];

    public static void Print(ImportSummary summary, CommandConsole console, bool dryRun)
    {
        PrintTable(
            console, summary, Fates, _ => true,
            tally => [tally.Lines[LineFate.New], tally.Lines[LineFate.Changed], tally.Lines[LineFate.Unchanged], tally.Lines[LineFate.Rejected]]);

        if (summary.Academies.Values.Any(tally => tally.DeservesALook))
        {
            console.WriteLine();
            console.WriteLine("À regarder : homonymes, adresses partagées (rejetées), sans mobile, sans scrutin");
            PrintTable(
                console, summary, ["homonymes", "partagées", "sans mobile", "sans scrutin"], tally => tally.DeservesALook,
                tally => [tally.Homonyms, tally.SharedAddresses, tally.WithoutMobile, tally.WithoutContest]);
        }

        console.WriteLine();
        console.WriteLine(Row("Corps", Fates));
        foreach (var (corps, lines) in summary.Corps.OrderBy(entry => entry.Key, FrenchOrder))
            console.WriteLine(Row(corps, lines.Values.Select(count => CommandConsole.Count(count))));

        console.WriteLine();
        PrintUnknownContests(console, summary);
        foreach (var academy in summary.Created)
            console.WriteLine($"Académie inconnue, {(dryRun ? "serait créée" : "créée")} sans coordonnées d'assistance : {academy.Name}");
        if (summary.Reinstated > 0)
            console.WriteLine($"{CommandConsole.Count(summary.Reinstated)} électeur(s) radié(s) {(dryRun ? "seraient remis" : "remis")} sur les listes.");
        if (dryRun)
            console.WriteLine("Essai à blanc : rien n'a été écrit dans la base.");
    }

    private static void PrintUnknownContests(CommandConsole console, ImportSummary summary)
    {
        if (summary.UnknownContests.Count == 0)
            return;

        var shown = summary.UnknownContests.Take(MostContests).Select(code => $"{code} ({CommandConsole.Count(summary.Contests[code])})");
        var more = summary.UnknownContests.Count > MostContests ? $", et {summary.UnknownContests.Count - MostContests} autre(s)" : "";
        console.WriteLine($"Scrutins que le portail ne connaît pas encore, avec leurs électeurs : {string.Join(", ", shown)}{more}.");
    }

    private static void PrintTable(
        CommandConsole console, ImportSummary summary, string[] titles, Func<AcademyTally, bool> isShown, Func<AcademyTally, int[]> numbers)
    {
        console.WriteLine(Row("Académie", titles));
        var totals = new long[titles.Length];
        foreach (var (name, tally) in summary.Academies.OrderBy(entry => entry.Key, FrenchOrder))
        {
            var cells = numbers(tally);
            for (var index = 0; index < totals.Length; index++)
                totals[index] += cells[index];
            if (isShown(tally))
                console.WriteLine(Row(name, cells.Select(cell => CommandConsole.Count(cell))));
        }

        console.WriteLine(Row("Total", totals.Select(CommandConsole.Count)));
    }

    private static string Row(string name, IEnumerable<string> cells)
    {
        var label = name.Length > NameWidth ? $"{name[..(NameWidth - 1)]}…" : name.PadRight(NameWidth);
        return label + string.Concat(cells.Select(cell => cell.PadLeft(NumberWidth + 1)));
    }
}
