using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>Nobody needs a mouse: Tab and Enter go everywhere, and the focus is always seen.</summary>
public sealed class KeyboardTests(Chromium chromium, PortalSite site)
{
    /// <summary>More than the stops of any page.</summary>
    private const int MostStops = 60;

    /// <summary>Null where the focused control has an outline on the screen; otherwise what it is.</summary>
    private const string FindUnseenFocus = """
        () => {
          const focused = document.activeElement;
          const box = focused.getBoundingClientRect();
          const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const outlined = (element, part) => {
            const style = getComputedStyle(element, part);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
          };
          const places = [focused, ...(focused.labels ?? [])].flatMap(element => [null, '::before', '::after'].map(part => [element, part]));
          return focused === document.body || (onScreen && places.some(place => outlined(...place))) ? null : focused.outerHTML;
        }
        """;

    [Fact]
    public async Task An_elector_signs_in_and_asks_for_an_identifier_with_the_keyboard_alone()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync("/");

        await TypeAsync(visitor, Visitor.EmailLabel, person.Email);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");

        await TypeAsync(visitor, Visitor.PasswordLabel, Person.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Mon espace électeur");

        await PressAsync(visitor, visitor.Link("Demander un nouvel identifiant électeur"));
        await visitor.SeesAsync("Demande d'un nouvel identifiant électeur");

        await TypeAsync(visitor, Visitor.PhoneLabel, person.Phone);
        await TypeAsync(visitor, Visitor.NumenLabel, person.Numen);
        await TypeAsync(visitor, Visitor.BirthDateLabel, person.TypedBirthDate);
        var code = visitor.Page.Locator("input[name=SecurityCodeId]");
        var former = await code.InputValueAsync();
        await PressAsync(visitor, visitor.Button("Autre code"));
        await Assertions.Expect(code).Not.ToHaveValueAsync(former);
        await TypeAsync(visitor, Visitor.SecurityCodeLabel, PortalSite.SecurityCode);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.IsAtAsync("/portail/reassort/suivi");

        await PressAsync(visitor, visitor.Button("Se déconnecter"));
        await visitor.SeesAsync("Espace électeur");
    }

    [Theory, InlineData("Enter"), InlineData("Escape")]
    public async Task The_announcement_keeps_the_focus_until_it_is_closed_and_gives_it_back_to_the_page(string key)
    {
        var person = await site.People.AddAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.EnterAsync(person.Email);
        var dialog = visitor.Dialog("Attention");
        await Assertions.Expect(visitor.Button("OK, j'ai compris")).ToBeFocusedAsync();

        for (var stop = 0; stop < 5; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            Assert.True(await dialog.EvaluateAsync<bool>(
                "dialog => document.activeElement === document.body || dialog.contains(document.activeElement)"));
        }

        await visitor.Button("OK, j'ai compris").FocusAsync();
        await visitor.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Field(Visitor.EmailLabel)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_refused_form_starts_at_its_errors_whose_links_lead_to_the_fields()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync("/");
        await PressAsync(visitor, visitor.Button("Continuer"));
        await Assertions.Expect(visitor.Errors).ToBeFocusedAsync();

        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Field(Visitor.EmailLabel)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Each_error_of_a_long_form_leads_to_its_own_field()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.SignInAsync(await site.People.AddActiveAsync());
        await visitor.GoToAsync("/portail/reassort");
        await PressAsync(visitor, visitor.Button("Valider"));
        await Assertions.Expect(visitor.Errors).ToBeFocusedAsync();
        string[] labels = [Visitor.PhoneLabel, Visitor.NumenLabel, Visitor.BirthDateLabel, Visitor.SecurityCodeLabel];
        var links = visitor.Errors.GetByRole(AriaRole.Link);
        await Assertions.Expect(links).ToHaveCountAsync(labels.Length);

        for (var index = 0; index < labels.Length; index++)
        {
            await links.Nth(index).FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(visitor.Field(labels[index])).ToBeFocusedAsync();
            await AssertFocusIsSeenAsync(visitor);
        }
    }

    private static async Task TypeAsync(Visitor visitor, string label, string text)
    {
        await TabToAsync(visitor, visitor.Field(label));
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(Visitor visitor, ILocator control)
    {
        await TabToAsync(visitor, control);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabToAsync(Visitor visitor, ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            await AssertFocusIsSeenAsync(visitor);
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"Tab never reaches {target}.");
    }

    private static async Task AssertFocusIsSeenAsync(Visitor visitor) =>
        Assert.Null(await visitor.Page.EvaluateAsync<string?>(FindUnseenFocus));
}
