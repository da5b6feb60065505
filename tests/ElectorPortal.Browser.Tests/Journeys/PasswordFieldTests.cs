using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>Each password can be shown while it is typed.</summary>
public sealed class PasswordFieldTests(Chromium chromium, PortalSite site)
{
    [Theory, InlineData(Visitor.PasswordLabel, "Afficher le mot de passe"), InlineData(Visitor.ConfirmationLabel, "Afficher la confirmation")]
    [Trait("ASVS", "6.2.6")]
    public async Task A_new_password_is_shown_and_hidden_again(string label, string control)
    {
        var link = await site.People.AddLinkAsync(await site.People.AddAsync());
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync(link);

        await AssertShowsAndHidesAsync(visitor, label, control);
    }

    [Theory]
    [InlineData("Mot de passe actuel", "Afficher le mot de passe actuel")]
    [InlineData(Visitor.PasswordLabel, "Afficher le mot de passe")]
    [InlineData(Visitor.ConfirmationLabel, "Afficher la confirmation")]
    public async Task A_changed_password_is_shown_and_hidden_again(string label, string control)
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.SignInAsync(await site.People.AddActiveAsync());
        await visitor.GoToAsync("/portail/mon-mot-de-passe");

        await AssertShowsAndHidesAsync(visitor, label, control);
    }

    [Fact]
    [Trait("ASVS", "6.2.6")]
    public async Task The_password_of_the_sign_in_is_shown_and_hidden_again()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.EnterAsync(person.Email);
        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");

        await AssertShowsAndHidesAsync(visitor, Visitor.PasswordLabel, "Afficher le mot de passe");
    }

    [Fact]
    public async Task Without_scripts_no_control_promises_to_show_anything()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript: false);
        await visitor.EnterAsync(person.Email);

        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");
        await Assertions.Expect(visitor.Page.GetByText("Afficher", new PageGetByTextOptions { Exact = true })).ToBeHiddenAsync();
    }

    private static async Task AssertShowsAndHidesAsync(Visitor visitor, string label, string control)
    {
        var field = visitor.Field(label);
        var show = visitor.Page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = control, Exact = true });
        await visitor.Page.WaitForFunctionAsync("() => document.documentElement.hasAttribute('data-fr-js')");
        await field.FillAsync("Petit-bateau5");

        await Assertions.Expect(field).ToHaveAttributeAsync("type", "password");
        await show.CheckAsync(new LocatorCheckOptions { Force = true });
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "text");
        await Assertions.Expect(field).ToHaveValueAsync("Petit-bateau5");
        await show.UncheckAsync(new LocatorUncheckOptions { Force = true });
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "password");
    }
}
