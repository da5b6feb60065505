using ElectorPortal.Load.Goals;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load;

/// <summary>What can be measured, by the word that asks for it.</summary>
internal sealed class GoalList
{
    private const string All = "all";

    private readonly IReadOnlyList<(string Name, Func<Programs, Task<IReadOnlyList<Finding>>> Measure)> goals;

    public GoalList(Words words)
    {
        var (rounds, seconds) = (words.Number("rounds", 5), words.Number("seconds", 5));
        var (electors, entries) = (words.Number("electors", 1_100_000), words.Number("entries", 10_000_000));
        Database[] databases = words.Text("only") is { } only ? [Enum.Parse<Database>(only, ignoreCase: true)] : [Database.Sqlite, Database.PostgreSql];
        goals =
        [
            ("p1", programs => HomePage.MeasureAsync(programs, rounds, seconds)),
            ("p2", programs => SignedInHome.MeasureAsync(programs, rounds, seconds, electors)),
            ("p3", _ => SignInFlood.MeasureAsync(rounds, seconds)),
        ];
    }

    public IEnumerable<string> Names => goals.Select(goal => goal.Name);

    public bool Knows(string name) => name == All || Names.Contains(name);

    /// <summary>Says each finding as soon as it is there, then the whole as a table.</summary>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, string name)
    {
        List<Finding> findings = [];
        foreach (var (_, measure) in goals.Where(goal => name == All || goal.Name == name))
        {
            foreach (var finding in await measure(programs))
            {
                findings.Add(finding);
                Console.WriteLine(finding);
            }
        }

        Console.WriteLine("\n| goal | what | measured, median (least to most) | asked | |\n| --- | --- | --- | --- | --- |");
        foreach (var finding in findings)
            Console.WriteLine(finding.Row);
        return findings;
    }
}
