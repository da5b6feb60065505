using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>What people do with any page: press twice, go back, paste, let the browser fill in.</summary>
[Rgaa("11.2", "11.12", "11.13")]
public sealed class HabitTests(Chromium chromium, PortalSite site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_button_pressed_twice_asks_once(bool javaScript)
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);
        await visitor.SignInAsync(person);
        await visitor.GoToAsync("/portail/reassort");
        await visitor.FillRequestAsync(person);

        await visitor.Button("Valider").DblClickAsync();

        await visitor.IsAtAsync("/portail/reassort/suivi");
        await Assertions.Expect(visitor.Main.GetByText("Demande du")).ToHaveCountAsync(1);
        Assert.Equal(1, await site.WithDbAsync(db =>
            db.OutboxMessages.CountAsync(message => message.ElectorId == person.Id && message.Channel == Channel.Sms)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Going_back_after_a_request_asks_nothing_again_and_shows_what_is_left(bool javaScript)
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);
        await visitor.SignInAsync(person);
        await visitor.AskForIdentifierAsync(person);
        await visitor.IsAtAsync("/portail/reassort/suivi");

        await visitor.Page.GoBackAsync();

        await visitor.SeesAsync("Demande d'un nouvel identifiant électeur");
        await visitor.ReadsAsync("Il vous reste 2 demandes sur 3");
        await visitor.Page.GoForwardAsync();
        await Assertions.Expect(visitor.Main.GetByText("Demande du")).ToHaveCountAsync(1);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Going_back_after_signing_out_shows_nothing_of_the_elector(bool javaScript)
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);
        await visitor.SignInAsync(await site.People.AddActiveAsync());
        await visitor.GoToAsync("/portail/profil");
        await visitor.PressAsync("Se déconnecter");
        await visitor.SeesAsync("Espace électeur");

        await visitor.Page.GoBackAsync();

        await visitor.SeesAsync("Espace électeur");
        await Assertions.Expect(visitor.Page.GetByText("BERNARD")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Going_back_after_the_password_was_created_does_not_offer_the_used_link_again()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync(await site.People.AddLinkAsync(await site.People.AddAsync()));
        await visitor.ChoosePasswordAsync(Person.Password);
        await visitor.SeesAsync("Mon espace électeur");

        await visitor.Page.GoBackAsync();

        await Assertions.Expect(visitor.Field(Visitor.ConfirmationLabel)).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.Locator("h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_pasted_with_spaces_around_it_is_taken()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.SignInAsync(person with { Email = $"  {person.Email} " });
        await visitor.GoToAsync("/portail/reassort");
        await visitor.FillRequestAsync(person with { Numen = $" {person.Numen.ToLowerInvariant()} ", Phone = $" {person.Phone} " });

        await visitor.PressAsync("Valider");

        await visitor.IsAtAsync("/portail/reassort/suivi");
    }

    /// <summary>Password managers save the address with the password, and tell a new one from the old one; telephones show the keyboard that fits.</summary>
    [Fact]
    public async Task Browsers_and_telephones_know_what_each_field_is()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync("/");
        await ExpectAsync(visitor, Visitor.EmailLabel, ("type", "email"), ("autocomplete", "username"));
        await visitor.EnterAsync(person.Email);
        await ExpectAsync(visitor, Visitor.PasswordLabel, ("autocomplete", "current-password"));
        await Assertions.Expect(visitor.Main.Locator("input[autocomplete=username]")).ToHaveValueAsync(person.Email);
        await visitor.FillAsync(Visitor.PasswordLabel, Person.Password);
        await visitor.PressAsync("Se connecter");

        await visitor.GoToAsync("/portail/reassort");
        await ExpectAsync(visitor, Visitor.PhoneLabel, ("type", "tel"), ("autocomplete", "tel"));
        await ExpectAsync(visitor, Visitor.NumenLabel, ("autocapitalize", "characters"), ("spellcheck", "false"));
        await ExpectAsync(visitor, Visitor.BirthDateLabel, ("inputmode", "numeric"), ("autocomplete", "bday"));
        await ExpectAsync(visitor, Visitor.SecurityCodeLabel, ("inputmode", "numeric"), ("autocomplete", "off"));
        await visitor.GoToAsync("/portail/mon-mot-de-passe");
        await ExpectAsync(visitor, "Mot de passe actuel", ("autocomplete", "current-password"));
        await ExpectAsync(visitor, Visitor.PasswordLabel, ("autocomplete", "new-password"));
        await ExpectAsync(visitor, Visitor.ConfirmationLabel, ("autocomplete", "new-password"));
    }

    private static async Task ExpectAsync(Visitor visitor, string label, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
            await Assertions.Expect(visitor.Field(label)).ToHaveAttributeAsync(name, value);
    }
}
