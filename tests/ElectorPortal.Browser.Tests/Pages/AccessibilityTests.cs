using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>Axe finds nothing to say about any page, in light, in dark, and on the narrowest screen.</summary>
public sealed class AccessibilityTests(Onlookers onlookers) : IClassFixture<Onlookers>
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    };

    public static TheoryData<string> States => PageStates.Names;

    [Theory, MemberData(nameof(States))]
    public async Task No_page_has_an_accessibility_defect(string state)
    {
        await using var visitor = await onlookers.ReachAsync(PageStates.Named(state));

        var inLight = await ExamineAsync(visitor);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-fr-theme", "dark");
        var inDark = await ExamineAsync(visitor);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-fr-theme", "light");
        await visitor.Page.SetViewportSizeAsync(320, 640);
        var onSmallScreen = await ExamineAsync(visitor);

        Assert.Multiple(
            () => Assert.Empty(inLight),
            () => Assert.Empty(inDark),
            () => Assert.Empty(onSmallScreen));
    }

    [Fact]
    public async Task A_defect_would_be_found()
    {
        await using var visitor = await onlookers.ReachAsync(PageStates.Named("/"));
        await visitor.Main.EvaluateAsync("main => main.append(document.createElement('img'), document.createElement('input'))");

        var defects = await ExamineAsync(visitor);

        Assert.Contains(defects, defect => defect.StartsWith("image-alt", StringComparison.Ordinal));
        Assert.Contains(defects, defect => defect.StartsWith("label", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> ExamineAsync(Visitor visitor)
    {
        var report = await visitor.Page.RunAxe(Rules);
        Assert.NotEmpty(report.Passes);
        return [.. report.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help} {node.Html}"))];
    }
}
