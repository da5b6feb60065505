using System.Text.RegularExpressions;
using System.Xml.Linq;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests;

/// <summary>The rules of the layout that a reader of the README relies on.</summary>
public sealed partial class ArchitectureTests
{
    private const int LongestFile = 300;

    [Fact]
    public void The_domain_refers_to_no_package_and_no_project()
    {
        var project = XDocument.Parse(Repository.ReadText("src/ElectorPortal.Domain/ElectorPortal.Domain.csproj"));

        Assert.DoesNotContain(project.Descendants(), element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
        Assert.All(
            typeof(Domain.Electors.Elector).Assembly.GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_domain_does_nothing_asynchronous_and_reads_no_clock() =>
        Assert.Empty(LinesThatMatch(AsynchronousOrClock(), "src/ElectorPortal.Domain"));

    [Fact]
    public void Features_refer_to_no_other_feature_but_Shared()
    {
        var violations =
            from file in Repository.Sources("src/ElectorPortal.Web/Features")
            where file.Split('/').Length > 4
            let own = file.Split('/')[3]
            from Match match in FeatureReference().Matches(Repository.ReadText(file))
            where match.Groups[1].Value != own && match.Groups[1].Value != "Shared"
            select $"{file}: {match.Value}";

        Assert.Empty(violations);
    }

    [Fact]
    public void What_features_stand_on_does_not_know_them()
    {
        var foundations = new[] { "Data", "Messaging", "Outbox", "Security", "Settings" };

        Assert.Empty(foundations.SelectMany(folder => LinesThatMatch(FeatureReference(), $"src/ElectorPortal.Web/{folder}")));
    }

    [Fact]
    public void Time_comes_from_the_injected_clock_alone() =>
        // The benchmark programs, and the tests of answering times, measure real time.
        Assert.DoesNotContain(
            LinesThatMatch(OtherClocks(), "src").Concat(LinesThatMatch(OtherClocks(), "tests")),
            line => !line.StartsWith("tests/ElectorPortal.Load/", StringComparison.Ordinal) && !line.Contains("/EnumerationTests.cs:", StringComparison.Ordinal)
                && !line.Contains("/FloodTests.cs:", StringComparison.Ordinal));

    [Fact]
    public void No_source_is_too_long_to_be_read_at_once() =>
        Assert.All(
            Repository.Sources("src"),
            file => Assert.True(Repository.ReadText(file).Split('\n').Length - 1 <= LongestFile, file));

    [Fact]
    public void Program_is_a_table_of_contents() =>
        Assert.InRange(Repository.ReadText("src/ElectorPortal.Web/Program.cs").Split('\n').Length, 1, 80);

    [Fact]
    public void Every_project_locks_its_packages()
    {
        var projects = Directory.GetFiles(Repository.Root, "ElectorPortal.*.csproj", SearchOption.AllDirectories);

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project));
    }

    private static IEnumerable<string> LinesThatMatch(Regex forbidden, string folder) =>
        from file in Repository.Sources(folder)
        from line in Repository.ReadText(file).Split('\n')
        where forbidden.IsMatch(line)
        select $"{file}: {line.Trim()}";

    [GeneratedRegex(@"\b(async|await|Task|Thread|TimeProvider|HttpClient|File|Console)\b(?![^<]*</)")]
    private static partial Regex AsynchronousOrClock();

    [GeneratedRegex(@"ElectorPortal\.Web\.Features\.(\w+)")]
    private static partial Regex FeatureReference();

    // Written so that this very line does not match itself. A delay may be one of the injected clock.
    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Utc)?Now\b|\bThread\.Sleep\b|\bTask\.Delay\b(?!.*, time[,)])|\bStopwatch\b")]
    private static partial Regex OtherClocks();
}
