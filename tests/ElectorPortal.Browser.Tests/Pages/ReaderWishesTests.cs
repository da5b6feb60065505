using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>What readers set in their system: less motion, colours of their own.</summary>
[Rgaa("13.8")]
public sealed class ReaderWishesTests(Chromium chromium, PortalSite site)
{
    private const string Moving = """
        () => [...document.querySelectorAll('*')].filter(element => {
          const style = getComputedStyle(element);
          const longest = list => Math.max(...list.split(',').map(parseFloat));
          return longest(style.transitionDuration) > 0.01 || (style.animationName !== 'none' && longest(style.animationDuration) > 0.01);
        }).map(element => element.outerHTML.slice(0, 100))
        """;

    [Fact]
    public async Task Nothing_moves_for_whoever_asks_for_less_motion()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync("/");
        Assert.NotEmpty(await visitor.Page.EvaluateAsync<string[]>(Moving));

        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });

        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(Moving));
        await visitor.PressAsync("Paramètres d'affichage");
        await Assertions.Expect(visitor.Dialog("Paramètres d'affichage")).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visitor.Dialog("Paramètres d'affichage")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task In_colours_of_the_readers_own_each_stop_of_the_keyboard_is_seen()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        await visitor.GoToAsync("/");

        await Keyboard.TypeAsync(visitor, Visitor.EmailLabel, person.Email);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");
        await Keyboard.TypeAsync(visitor, Visitor.PasswordLabel, Person.Password);
        await Keyboard.PressAsync(visitor, visitor.Button("Se connecter"));
        await visitor.SeesAsync("Mon espace électeur");
    }
}
