using ElectorPortal.Load.Goals;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load;

/// <summary>What can be measured, by the word that asks for it.</summary>
internal sealed class GoalList
{
    /// <summary>
    /// Every measurement, as short as can be, on one database, of the portal as it is built for the tests: says that each still runs, and
    /// judges none.
    /// </summary>
    public const string Smoke = "smoke";

    private const string All = "all";

    private readonly IReadOnlyList<(string Name, Func<Programs, Task<IReadOnlyList<Finding>>> Measure)> goals;

    public GoalList(Words words)
    {
        var isSmoke = words.Command == Smoke;
        var (rounds, seconds) = (words.Number("rounds", isSmoke ? 1 : 5), words.Number("seconds", isSmoke ? 1 : 5));
        var (electors, entries) = (words.Number("electors", isSmoke ? 3000 : 1_100_000), words.Number("entries", isSmoke ? 3000 : 10_000_000));
        var pages = isSmoke ? 3 : 200;
        Database[] databases = words.Text("only") is { } only ? [Enum.Parse<Database>(only, ignoreCase: true)]
            : isSmoke ? [Database.PostgreSql]
            : [Database.Sqlite, Database.PostgreSql];
        goals =
        [
            ("p1", programs => HomePage.MeasureAsync(programs, rounds, seconds)),
            ("p2", programs => SignedInHome.MeasureAsync(programs, rounds, seconds, electors)),
            ("p3", programs => SignInFlood.MeasureAsync(programs, rounds, seconds)),
            ("p4", async programs => [.. await ActivationCrowd.MeasureAsync(programs, rounds, seconds, words.Number("electors", isSmoke ? 20_000 : 200_000)), .. await ReassortCrowd.MeasureAsync(rounds, seconds, words.Number("requests", isSmoke ? 300 : 3000))]),
            ("p5", async _ => [Verdict("P5", "import of the rolls", await ElectorImport.MeasureAsync(databases, rounds, electors))]),
            ("p6", async _ => [Verdict("P6", "journal and names", await JournalSearch.MeasureAsync(databases, rounds, electors, entries, pages))]),
            ("p7", _ => MailRate.MeasureAsync(rounds, words.Number("messages", isSmoke ? 300 : 45_000))),
            ("p8", _ => Growth.MeasureAsync(databases, rounds, electors, entries, pages)),
            ("p9", _ => ColdStart.MeasureAsync(databases, rounds, isSmoke ? 1 : 10)),
            ("p10", _ => PageWeight.MeasureAsync(rounds)),
            ("rate", async _ => await ToldAsync(OutboxRate.MeasureAsync(databases, rounds, words.Number("messages", isSmoke ? 100 : 1500)))),
            ("handover", async _ => await ToldAsync(HandOverDelay.MeasureAsync(databases, words.Number("seconds", isSmoke ? 2 : 60), words.Number("per-second", 20)))),
        ];
    }

    public IEnumerable<string> Names => goals.Select(goal => goal.Name);

    public bool Knows(string name) => name is All or Smoke || Names.Contains(name);

    /// <summary>Says each finding as soon as it is there, then the whole as a table.</summary>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, string name)
    {
        List<Finding> findings = [];
        foreach (var (_, measure) in goals.Where(goal => name is All or Smoke || goal.Name == name))
        {
            foreach (var finding in await measure(programs))
            {
                findings.Add(finding);
                Console.WriteLine(finding);
            }
        }

        if (findings.Count == 0)
            return findings;

        Console.WriteLine("\n| goal | what | measured, median (least to most) | asked | |\n| --- | --- | --- | --- | --- |");
        foreach (var finding in findings)
            Console.WriteLine(finding.Row);
        return findings;
    }

    /// <summary>Of a measurement that says its figures by itself.</summary>
    private static Finding Verdict(string goal, string what, bool isMet) => new(goal, what, "its own table", "its own table", isMet);

    /// <summary>Such a one that has no goal.</summary>
    private static async Task<IReadOnlyList<Finding>> ToldAsync(Task measurement)
    {
        await measurement;
        return [];
    }
}
