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
    public async Task A_page_is_French_says_what_it_is_and_breaks_nothing_in_the_browser(string state)
    {
        var reached = PageStates.Named(state);
        await using var visitor = await onlookers.ReachAsync(reached);

        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        var title = await visitor.Page.TitleAsync();
        Assert.EndsWith(Suffix, title, StringComparison.Ordinal);
        Assert.NotEqual(Suffix.Length, title.Length);
        Assert.Equal(reached.IsRefusal, title.StartsWith("Erreur : ", StringComparison.Ordinal));
        Assert.Empty(visitor.Complaints);
    }

    [Theory, MemberData(nameof(States))]
    public async Task A_page_fits_the_narrowest_screen(string state)
    {
        await using var visitor = await onlookers.ReachAsync(PageStates.Named(state));

        await visitor.Page.SetViewportSizeAsync(320, 640);

        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(FindOverflow));
    }

    [Theory, MemberData(nameof(States))]
    public async Task A_page_lets_the_keyboard_skip_to_its_parts(string state)
    {
        var reached = PageStates.Named(state);
        await using var visitor = await onlookers.ReachAsync(reached);
        if (reached.IsModal)
            await visitor.Page.Keyboard.PressAsync("Escape");

        foreach (var (link, part) in new[] { ("Contenu", "#contenu"), ("Pied de page", "#pied") })
        {
            await visitor.Link(link).FocusAsync();
            await Assertions.Expect(visitor.Link(link)).ToBeInViewportAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(visitor.Page.Locator(part)).ToBeFocusedAsync();
        }
    }
}
