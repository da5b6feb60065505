using System.Text.RegularExpressions;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>From the first page to the last request for an identifier, as an elector goes; with JavaScript, and without.</summary>
[Rgaa("7.2", "11.2", "11.3", "11.9")]
public sealed partial class WholePathTests(Chromium chromium, PortalSite site)
{
    private const string NewPassword = "Verger-en-fleur3";

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_elector_opens_his_space_and_receives_identifiers_until_no_request_is_left(bool javaScript)
    {
        var person = await site.People.AddAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);

        await visitor.EnterAsync(person.Email);
        await AcknowledgeMailAsync(visitor);
        await OpenSpaceAsync(visitor, person);
        await SignOutAndInAgainAsync(visitor, person);

        List<string> identifiers = [];
        for (var request = 1; request <= 3; request++)
            identifiers.Add(await ReceiveIdentifierAsync(visitor, person, request));
        Assert.Distinct(identifiers);

        await visitor.AskForIdentifierAsync(person);
        await Assertions.Expect(visitor.Errors).ToContainTextAsync("3 demandes");
        await visitor.SeesAsync("Demande d'un nouvel identifiant électeur");
        await visitor.ReadsAsync("Il ne vous reste aucune demande");
        Assert.Empty(visitor.Complaints);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_elector_who_forgot_his_password_chooses_another(bool javaScript)
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);

        await visitor.EnterAsync(person.Email);
        await visitor.FollowAsync("Mot de passe oublié ?");
        await Assertions.Expect(visitor.Field(Visitor.EmailLabel)).ToHaveValueAsync(person.Email);
        await visitor.PressAsync("Recevoir le lien");
        await visitor.ReadsAsync(person.Email);

        await Visitor.FollowInAsync(await visitor.FindMessageAsync(person.Email, "Nouveau mot de passe"), "/portail/reinitialisation.htm?token=");
        await visitor.IsAtAsync("/portail/reinitialisation.htm");
        await visitor.ChoosePasswordAsync(NewPassword);
        await visitor.SeesAsync("Mon espace électeur");

        await visitor.PressAsync("Se déconnecter");
        await visitor.EnterAsync(person.Email);
        await visitor.FillAsync(Visitor.PasswordLabel, Person.Password);
        await visitor.PressAsync("Se connecter");
        await Assertions.Expect(visitor.Errors).ToBeVisibleAsync();
        await visitor.FillAsync(Visitor.PasswordLabel, NewPassword);
        await visitor.PressAsync("Se connecter");
        await visitor.SeesAsync("Mon espace électeur");
    }

    [Fact]
    public async Task Whoever_entered_with_the_wrong_address_says_that_it_is_not_him()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.EnterAsync(person.Email);
        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");
        await visitor.FollowAsync("Ce n'est pas moi");

        await visitor.SeesAsync("Espace électeur");
        await Assertions.Expect(visitor.Field(Visitor.EmailLabel)).ToHaveValueAsync("");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_elector_who_did_not_ask_reports_it_and_no_request_is_taken_any_more(bool javaScript)
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);
        await visitor.SignInAsync(person);
        await visitor.AskForIdentifierAsync(person);
        await visitor.IsAtAsync("/portail/reassort/suivi");

        await Visitor.FollowInAsync(await visitor.FindMessageAsync(person.Email, "Demande de renvoi"), "/portail/signalement?token=");
        await visitor.IsAtAsync("/portail/signalement");
        await visitor.Main.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.ReadsAsync("Plus aucune demande d'identifiant n'est possible à votre nom.");

        await visitor.AskForIdentifierAsync(person);
        await Assertions.Expect(visitor.Errors).ToContainTextAsync("sont bloquées");
        await visitor.GoToAsync("/portail/reassort/suivi");
        await Assertions.Expect(visitor.Main.GetByText("Demande du")).ToHaveCountAsync(1);
    }

    private static async Task AcknowledgeMailAsync(Visitor visitor)
    {
        var dialog = visitor.Dialog("Attention");
        await Assertions.Expect(dialog).ToContainTextAsync(
            "Le délai de réception du courriel peut prendre jusqu'à 15 mn selon les systèmes de sécurité académique.");
        await visitor.PressAsync("OK, j'ai compris");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    private static async Task OpenSpaceAsync(Visitor visitor, Person person)
    {
        var mail = await visitor.FindMessageAsync(person.Email, "Création de votre compte - Élections professionnelles 2018");
        await Visitor.FollowInAsync(mail, "/portail/creation-compte-etape2.htm?token=");
        await visitor.IsAtAsync("/portail/creation-compte-etape2.htm");
        await visitor.SeesAsync("Création de mon mot de passe");
        await visitor.ChoosePasswordAsync(Person.Password);
        await visitor.SeesAsync("Mon espace électeur");
        await visitor.ReadsAsync("Bienvenue CAMILLE BERNARD,");
    }

    private static async Task SignOutAndInAgainAsync(Visitor visitor, Person person)
    {
        await visitor.PressAsync("Se déconnecter");
        await visitor.SeesAsync("Espace électeur");
        await visitor.GoToAsync("/portail/accueil");
        await Assertions.Expect(visitor.Heading("Mon espace électeur")).ToBeHiddenAsync();

        await visitor.SignInAsync(person);
        await visitor.FollowAsync("Demander un nouvel identifiant électeur");
        await visitor.SeesAsync("Demande d'un nouvel identifiant électeur");
        await visitor.ReadsAsync("Il vous reste 3 demandes sur 3");
        await visitor.ReadsAsync($"Vous recevrez un e-mail de confirmation à l'adresse suivante : {person.Email}");
    }

    private static async Task<string> ReceiveIdentifierAsync(Visitor visitor, Person person, int request)
    {
        await visitor.AskForIdentifierAsync(person);
        await visitor.IsAtAsync("/portail/reassort/suivi");
        await visitor.ReadsAsync("06xxxxxxx");
        await Assertions.Expect(visitor.Main.GetByText("Demande du")).ToHaveCountAsync(request);

        var sms = await visitor.FindMessageAsync(person.DialledPhone, "Votre nouvel identifiant de vote", request);
        var identifier = Identifier().Match(await sms.InnerTextAsync());
        Assert.True(identifier.Success);
        return identifier.Groups[1].Value;
    }

    [GeneratedRegex(@"Votre nouvel identifiant de vote: ([23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12})\s")]
    private static partial Regex Identifier();
}
