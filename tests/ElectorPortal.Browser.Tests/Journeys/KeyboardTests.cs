using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>Nobody needs a mouse: Tab and Enter go everywhere, and the focus is always seen.</summary>
[Rgaa("7.1", "7.3", "7.4", "7.5", "10.7", "11.10", "12.8", "12.9")]
public sealed class KeyboardTests(Chromium chromium, PortalSite site)
{
    [Fact]
    public async Task An_elector_signs_in_and_asks_for_an_identifier_with_the_keyboard_alone()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync("/");

        await Keyboard.TypeAsync(visitor, Visitor.EmailLabel, person.Email);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");

        await Keyboard.TypeAsync(visitor, Visitor.PasswordLabel, Person.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Mon espace électeur");

        await Keyboard.PressAsync(visitor, visitor.Link("Demander un nouvel identifiant électeur"));
        await visitor.SeesAsync("Demande d'un nouvel identifiant électeur");

        await Keyboard.TypeAsync(visitor, Visitor.PhoneLabel, person.Phone);
        await Keyboard.TypeAsync(visitor, Visitor.NumenLabel, person.Numen);
        await Keyboard.TypeAsync(visitor, Visitor.BirthDateLabel, person.TypedBirthDate);
        var code = visitor.Page.Locator("input[name=SecurityCodeId]");
        var former = await code.InputValueAsync();
        await Keyboard.PressAsync(visitor, visitor.Button("Autre code"));
        await Assertions.Expect(code).Not.ToHaveValueAsync(former);
        await Keyboard.TypeAsync(visitor, Visitor.SecurityCodeLabel, PortalSite.SecurityCode);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.IsAtAsync("/portail/reassort/suivi");

        await Keyboard.PressAsync(visitor, visitor.Button("Se déconnecter"));
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
        await Keyboard.PressAsync(visitor, visitor.Button("Continuer"));
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
        await Keyboard.PressAsync(visitor, visitor.Button("Valider"));
        await Assertions.Expect(visitor.Errors).ToBeFocusedAsync();
        string[] labels = [Visitor.PhoneLabel, Visitor.NumenLabel, Visitor.BirthDateLabel, Visitor.SecurityCodeLabel];
        var links = visitor.Errors.GetByRole(AriaRole.Link);
        await Assertions.Expect(links).ToHaveCountAsync(labels.Length);

        for (var index = 0; index < labels.Length; index++)
        {
            await links.Nth(index).FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(visitor.Field(labels[index])).ToBeFocusedAsync();
            await Keyboard.AssertFocusIsSeenAsync(visitor);
        }
    }
}
