using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>What all pages have in common.</summary>
[Rgaa(
    "2.1", "5.4", "5.6", "5.7", "6.1", "8.1", "8.3", "8.4", "8.5", "8.6", "8.9", "9.1",
    "9.2", "10.1", "10.4", "10.11", "10.12", "10.14", "12.4", "12.6", "12.7", "12.10", "13.2", "13.9")]
public sealed class EveryPageTests(Onlookers onlookers) : IClassFixture<Onlookers>
{
    private const string Suffix = " - Élections professionnelles 2018";

    public static TheoryData<string> States => PageStates.Names;

    [Theory, MemberData(nameof(States))]
    public async Task A_page_says_what_it_is_fits_the_narrowest_screen_and_breaks_nothing(string state)
    {
        var reached = PageStates.Named(state);
        await using var visitor = await onlookers.ReachAsync(reached);

        await AssertSaysWhatItIsAsync(visitor, reached.IsRefusal);
        await Pictures.TakeAsync(visitor, state);
        // What folds hold is read, and may be at fault, as all else.
        await visitor.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        await Words.WriteAsync(visitor, state);

        List<string> faults = [.. await PageFaults.OfContentAsync(visitor)];
        await visitor.Page.SetViewportSizeAsync(Onlookers.NarrowWidth, Onlookers.NarrowHeight);
        faults.AddRange(await PageFaults.OfReadersWishesAsync(visitor));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await visitor.Page.SetViewportSizeAsync(Onlookers.NarrowWidth, Onlookers.NarrowHeight);

        if (reached.IsModal)
            await visitor.Page.Keyboard.PressAsync("Escape");
        await AssertSkipsAsync(visitor, "Contenu", "#contenu");
        await AssertSkipsAsync(visitor, "Pied de page", "#pied");
        Assert.True(visitor.Complaints.Count == 0, string.Join('\n', visitor.Complaints));
    }

    private static async Task AssertSaysWhatItIsAsync(Visitor visitor, bool isRefusal)
    {
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        var title = await visitor.Page.TitleAsync();
        Assert.EndsWith(Suffix, title, StringComparison.Ordinal);
        Assert.NotEqual(Suffix.Length, title.Length);
        Assert.Equal(isRefusal, title.StartsWith("Erreur : ", StringComparison.Ordinal));
    }

    private static async Task AssertSkipsAsync(Visitor visitor, string link, string part)
    {
        await visitor.Link(link).FocusAsync();
        await Assertions.Expect(visitor.Link(link)).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator(part)).ToBeFocusedAsync();
    }
}
