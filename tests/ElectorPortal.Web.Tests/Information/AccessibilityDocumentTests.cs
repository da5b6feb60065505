using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Information;

/// <summary>What <c>docs/accessibility.md</c> says of each criterion is what the tests hold.</summary>
public sealed partial class AccessibilityDocumentTests
{
    /// <summary>The criteria of each of RGAA's thirteen themes.</summary>
    private static readonly int[] Themes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

    private static readonly ILookup<string, string> Holders = (
        from file in Repository.Sources("tests")
        from Match trait in Trait().Matches(Repository.ReadText(file))
        from Match id in Id().Matches(trait.Value)
        select (Id: id.Value, Holder: Path.GetFileNameWithoutExtension(file))).Distinct().ToLookup(pair => pair.Id, pair => pair.Holder);

    private static List<(string Id, string Held)> Rows() =>
        [.. from Match row in Row().Matches(Repository.ReadText("docs/accessibility.md")) select (row.Groups[1].Value, row.Groups[2].Value)];

    [Fact]
    public void Each_criterion_stands_there_once_in_the_order_of_the_text() => Assert.Equal(
        Themes.SelectMany((count, theme) => Enumerable.Range(1, count).Select(number => $"{theme + 1}.{number}")),
        Rows().Select(row => row.Id));

    [Fact]
    public void Each_criterion_names_the_tests_that_hold_it_and_no_other_or_says_why_there_is_none() => Assert.All(Rows(), row =>
    {
        var named = Named().Matches(row.Held.Split(" — ")[0]).Select(name => name.Groups[1].Value).Where(name => name.EndsWith("Tests", StringComparison.Ordinal));
        Assert.Equal((row.Id, string.Join(", ", Holders[row.Id].Order(StringComparer.Ordinal))), (row.Id, string.Join(", ", named)));
        Assert.True(Holders[row.Id].Any() || Reason().IsMatch(row.Held), row.Id);
    });

    [GeneratedRegex("""\[Rgaa\([^)]*\)\]""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?m)^\| (\d+\.\d+) \| [^|]+ \| ([^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();

    [GeneratedRegex("^(By eye|Not applicable|Exception|As )")]
    private static partial Regex Reason();
}
