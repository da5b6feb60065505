using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>What all pages have in common.</summary>
public sealed class EveryPageTests(Onlookers onlookers) : IClassFixture<Onlookers>
{
    private const string Suffix = " - Élections professionnelles 2018";

    /// <summary>What sticks out of the window, where the page as a whole has to be scrolled sideways.</summary>
    private const string FindOverflow = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(element => element.getBoundingClientRect().right > innerWidth)
          .map(element => element.outerHTML.slice(0, 150))
        """;

    public static TheoryData<string> States => PageStates.Names;

    [Theory, MemberData(nameof(States))]
    public async Task A_page_says_what_it_is_fits_the_narrowest_screen_and_breaks_nothing(string state)
    {
        var reached = PageStates.Named(state);
        await using var visitor = await onlookers.ReachAsync(reached);

        await AssertSaysWhatItIsAsync(visitor, reached.IsRefusal);
        await Pictures.TakeAsync(visitor, state);

        await visitor.Page.SetViewportSizeAsync(Onlookers.NarrowWidth, Onlookers.NarrowHeight);
        var overflow = await visitor.Page.EvaluateAsync<string[]>(FindOverflow);
        Assert.True(overflow.Length == 0, string.Join('\n', overflow));

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
