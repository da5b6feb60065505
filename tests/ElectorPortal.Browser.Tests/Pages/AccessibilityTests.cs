using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>Axe finds nothing to say about any page, in light, in dark, and on the narrowest screen.</summary>
[Rgaa("1.1", "1.2", "3.2", "5.6", "5.7", "6.1", "6.2", "7.1", "8.3", "9.1", "9.2", "9.3", "10.5", "10.6", "10.8", "11.1", "11.6", "11.9", "12.6")]
public sealed class AccessibilityTests(Onlookers onlookers) : IClassFixture<Onlookers>
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>In the dark nothing but colours is another.</summary>
    private static readonly AxeRunOptions ColoursAlone = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
        ResultTypes = Rules.ResultTypes,
    };

    /// <summary>On a narrow screen colours are what they were: judging them is most of axe's work.</summary>
    private static readonly AxeRunOptions RulesButColours = new()
    {
        RunOnly = Rules.RunOnly,
        ResultTypes = Rules.ResultTypes,
        Rules = new Dictionary<string, RuleOptions> { ["color-contrast"] = new() { Enabled = false } },
    };

    public static TheoryData<string> States => PageStates.Names;

    [Theory, MemberData(nameof(States))]
    public async Task No_page_has_an_accessibility_defect(string state)
    {
        await using var visitor = await onlookers.ReachAsync(PageStates.Named(state));

        List<string> defects = [.. await ExamineAsync(visitor, "light")];
        await visitor.PreferAsync(ColorScheme.Dark);
        defects.AddRange(await ExamineAsync(visitor, "dark", ColoursAlone));
        await visitor.PreferAsync(ColorScheme.Light);
        await visitor.Page.SetViewportSizeAsync(Onlookers.NarrowWidth, Onlookers.NarrowHeight);
        defects.AddRange(await ExamineAsync(visitor, "narrow", RulesButColours));

        Assert.True(defects.Count == 0, string.Join('\n', defects));
    }

    [Fact]
    public async Task A_defect_would_be_found()
    {
        await using var visitor = await onlookers.ReachAsync(PageStates.Named("/"));
        await visitor.Main.EvaluateAsync("main => main.append(document.createElement('img'), document.createElement('input'))");

        var defects = await ExamineAsync(visitor, "light");

        Assert.Contains(defects, defect => defect.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(defects, defect => defect.Contains("label", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> ExamineAsync(Visitor visitor, string look, AxeRunOptions? rules = null)
    {
        await visitor.Page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished))");
        var report = await visitor.Page.RunAxe(rules ?? Rules);
        Assert.NotEmpty(report.Passes);
        return
        [
            .. report.Violations.SelectMany(rule => rule.Nodes.Select(
                node => $"{look}, {rule.Id}: {string.Join(' ', node.Any.Concat(node.All).Select(check => check.Message))} {node.Html}")),
        ];
    }
}
