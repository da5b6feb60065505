using Deque.AxeCore.Commons;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>Axe finds nothing to say about any page, in light, in dark, and on the narrowest screen.</summary>
[Rgaa("1.1", "1.2", "3.2", "5.6", "5.7", "6.1", "6.2", "7.1", "8.3", "9.1", "9.2", "9.3", "10.5", "10.6", "10.8", "11.1", "11.6", "11.9", "12.6")]
public sealed class AccessibilityTests(Onlookers onlookers) : IClassFixture<Onlookers>
{
    private const string Tags = "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    private const string Rules = $"{{ {Tags} }}";

    /// <summary>In the dark nothing but colours is another.</summary>
    private const string ColoursAlone = "{ runOnly: { type: 'rule', values: ['color-contrast'] } }";

    /// <summary>On a narrow screen colours are what they were: judging them is most of axe's work.</summary>
    private const string RulesButColours = $"{{ {Tags}, rules: {{ 'color-contrast': {{ enabled: false }} }} }}";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> States => PageStates.Names;

    [Theory, MemberData(nameof(States))]
    public async Task No_page_has_an_accessibility_defect(string state)
    {
        await using var visitor = await onlookers.ReachAsync(PageStates.Named(state));

        await visitor.Page.EvaluateAsync(Axe);
        List<string> defects = [.. await ExamineAsync(visitor, "light", Rules)];
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

        await visitor.Page.EvaluateAsync(Axe);
        var defects = await ExamineAsync(visitor, "light", Rules);

        Assert.Contains(defects, defect => defect.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(defects, defect => defect.Contains("label", StringComparison.Ordinal));
    }

    /// <summary>What axe finds, as lines: sending its whole report out of the browser takes longer than to write it.</summary>
    private static async Task<IReadOnlyList<string>> ExamineAsync(Visitor visitor, string look, string options)
    {
        await visitor.Page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished))");
        var report = await visitor.Page.EvaluateAsync<string[]>(
            $$"""
            async () => {
              const report = await axe.run(document, { resultTypes: ['violations'], ...{{options}} });
              if (report.passes.length === 0) return ['no rule was looked at'];
              return report.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${[...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')} ${node.html}`));
            }
            """);
        return [.. report.Select(defect => $"{look}, {defect}")];
    }
}
