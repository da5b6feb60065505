using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>What <c>docs/security.md</c> says of each requirement is what the tests hold.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string Document = Repository.ReadText("docs/security.md");

    /// <summary>The classes whose tests carry each requirement.</summary>
    private static readonly ILookup<string, string> Holders = (
        from file in Repository.Sources("tests")
        from Match trait in Trait().Matches(Repository.ReadText(file))
        select (Id: trait.Groups[1].Value, Holder: Path.GetFileNameWithoutExtension(file))).Distinct().ToLookup(pair => pair.Id, pair => pair.Holder);

    private static IEnumerable<(string Id, string Priority, string Held)> Rows() =>
        from Match row in Row().Matches(Document)
        select (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value);

    [Fact]
    public void The_table_names_the_tests_that_hold_each_requirement_and_no_other() => Assert.All(
        Rows(),
        row => Assert.Equal(
            (row.Id, string.Join(", ", Holders[row.Id].Order(StringComparer.Ordinal))),
            (row.Id, string.Join(", ", Named().Matches(TestsOf(row.Held)).Select(name => name.Groups[1].Value)))));

    [Fact]
    public void Each_requirement_of_the_first_two_priorities_is_held_by_a_test_or_is_a_deviation_with_what_stands_in_for_it()
    {
        Assert.Equal(198, Rows().Count());
        Assert.All(
            Rows().Where(row => row.Priority != "C"),
            row => Assert.True(Holders[row.Id].Any() || row.Held.StartsWith("Deviation: ", StringComparison.Ordinal), row.Id));
        Assert.Empty(Holders.Select(holder => holder.Key).Except(Rows().Select(row => row.Id)));
    }

    [Theory]
    [InlineData("2.1.1")]
    [InlineData("2.1.2")]
    [InlineData("2.1.3")]
    [InlineData("6.1.1")]
    [InlineData("6.1.3")]
    [InlineData("7.1.1")]
    [InlineData("7.1.2")]
    [InlineData("8.1.1")]
    [InlineData("8.1.2")]
    [InlineData("11.1.1")]
    [InlineData("11.1.2")]
    [InlineData("13.1.1")]
    [InlineData("13.1.2")]
    [InlineData("13.1.3")]
    [InlineData("14.1.1")]
    [InlineData("14.1.2")]
    [InlineData("15.1.1")]
    [InlineData("15.1.3")]
    [InlineData("16.1.1")]
    [Trait("ASVS", "2.1.1")]
    [Trait("ASVS", "2.1.2")]
    [Trait("ASVS", "2.1.3")]
    [Trait("ASVS", "6.1.1")]
    [Trait("ASVS", "6.1.3")]
    [Trait("ASVS", "7.1.1")]
    [Trait("ASVS", "7.1.2")]
    [Trait("ASVS", "8.1.1")]
    [Trait("ASVS", "8.1.2")]
    [Trait("ASVS", "11.1.1")]
    [Trait("ASVS", "11.1.2")]
    [Trait("ASVS", "13.1.1")]
    [Trait("ASVS", "13.1.2")]
    [Trait("ASVS", "13.1.3")]
    [Trait("ASVS", "14.1.1")]
    [Trait("ASVS", "14.1.2")]
    [Trait("ASVS", "15.1.1")]
    [Trait("ASVS", "15.1.3")]
    [Trait("ASVS", "16.1.1")]
    public void What_the_standard_wants_written_is_written_under_a_heading_that_names_it(string id)
    {
        var section = Assert.Single(Document.Split("\n## "), section => Regex.IsMatch(section.Split('\n')[0], $@"\(ASVS .*\b{Regex.Escape(id)}\b"));

        Assert.True(section.Length > 300, section);
    }

    /// <summary>What comes before the remarks.</summary>
    private static string TestsOf(string held) => held.StartsWith("Deviation: ", StringComparison.Ordinal) ? "" : held.Split("— ")[0];

    [GeneratedRegex("""\[Trait\("ASVS", "([\d.]+)"\)\]""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"(?m)^\| (\d+\.\d+\.\d+) \| \d \| ([ABC]) \| [^|]+ \| ([^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
