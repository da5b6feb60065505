using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>An agent's day without a mouse.</summary>
[Rgaa("7.3", "10.7")]
public sealed class HelpdeskKeyboardTests(Chromium chromium, PortalSite site)
{
    private const string Email = "clavier@assistance.test";
    private const string Password = "six canards au fond";

    [Fact]
    public async Task An_agent_enrols_signs_in_finds_an_elector_and_helps_him_with_the_keyboard_alone()
    {
        var person = await site.People.AddAsync(elector => elector.BirthName = "CLAVIER-TABULATION");
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        var recoveryCode = await EnrolAsync(visitor);
        await SignInAsync(visitor, recoveryCode);
        await visitor.SeesAsync("Journal des demandes");

        await Keyboard.PressAsync(visitor, visitor.Link("Électeurs"));
        await visitor.SeesAsync("Électeurs");
        await Keyboard.TypeAsync(visitor, "Électeur", "clavier tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.ReadsAsync("Un électeur trouvé");
        await Keyboard.PressAsync(visitor, visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { NameString = "CLAVIER-TABULATION" }));
        await visitor.ReadsAsync("Que lui dire");
        await Keyboard.PressAsync(visitor, visitor.Link("Envoyer un nouveau lien"));
        await visitor.SeesAsync("Envoyer un nouveau lien");
        await Keyboard.TypeAsync(visitor, "Motif", "Appel de l'électeur, qui n'a rien reçu");
        await Keyboard.PressAsync(visitor, visitor.Button("Envoyer un nouveau lien"));
        await visitor.ReadsAsync("C'est fait : envoyer un nouveau lien.");

        await Keyboard.PressAsync(visitor, visitor.Link("Journal des demandes"));
        await visitor.SeesAsync("Journal des demandes");
        await Keyboard.TypeAsync(visitor, "Électeur", person.Email);
        await Keyboard.TypeAsync(visitor, "Événement", "Lien");
        await Keyboard.PressAsync(visitor, visitor.Button("Filtrer"));
        await visitor.ReadsAsync("Appel de l'électeur, qui n'a rien reçu");
        await Keyboard.PressAsync(visitor, visitor.Link("Tout afficher"));
        await visitor.IsAtAsync("/helpdesk/journal");

        await Keyboard.PressAsync(visitor, visitor.Link("Statistiques"));
        await visitor.SeesAsync("Statistiques");
        await Keyboard.PressAsync(visitor, visitor.Link("Messages"));
        await visitor.SeesAsync("Messages");
        await Keyboard.PressAsync(visitor, visitor.Button("Se déconnecter"));
        await visitor.SeesAsync("Connexion à l'assistance");
    }

    /// <returns>A recovery code: the code of the moment is used up.</returns>
    private async Task<string> EnrolAsync(Visitor visitor)
    {
        await visitor.GoToAsync(await site.Helpdesk.InviteAsync(Email));
        Assert.True(TotpSecret.TryParse(await visitor.Page.Locator("#cle").TextContentAsync(), out var secret));
        await Keyboard.TypeAsync(visitor, "Mot de passe", Password);
        await Keyboard.TypeAsync(visitor, "Confirmation du mot de passe", Password);
        await Keyboard.TypeAsync(visitor, "Code à six chiffres", TimeBasedCode.Of(secret, TimeBasedCode.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime)));
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Vos codes de secours");
        return (await visitor.Page.Locator("#codes-de-secours code").First.TextContentAsync())!;
    }

    private static async Task SignInAsync(Visitor visitor, string recoveryCode)
    {
        await Keyboard.PressAsync(visitor, visitor.Link("Se connecter"));
        await visitor.SeesAsync("Connexion à l'assistance");
        await Keyboard.TypeAsync(visitor, "Adresse de messagerie", Email);
        await Keyboard.TypeAsync(visitor, "Mot de passe", Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Code de connexion");
        await Keyboard.PressAsync(visitor, visitor.Link("Utiliser un code de secours"));
        await visitor.SeesAsync("Connexion avec un code de secours");
        await Keyboard.TypeAsync(visitor, "Code de secours", recoveryCode);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }
}
