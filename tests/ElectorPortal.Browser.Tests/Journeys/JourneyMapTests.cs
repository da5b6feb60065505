using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>
/// The five pages of the README's map, in the order in which an elector meets them. <c>PORTAL_TEST_MAP</c> names the folder that gets their
/// pictures; without it the way is walked and none is taken.
/// </summary>
public sealed class JourneyMapTests(Chromium chromium, PortalSite site)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_TEST_MAP");

    [Fact]
    public async Task An_elector_meets_five_pages()
    {
        var person = await site.People.AddAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.GoToAsync("/");
        await visitor.FillAsync(Visitor.EmailLabel, person.Email);
        await TakeAsync(visitor, "1-entree", "Espace électeur");
        await visitor.PressAsync("Continuer");
        await visitor.PressAsync("OK, j'ai compris");
        await Visitor.FollowInAsync(await visitor.FindMessageAsync(person.Email, "Création de votre compte"), "/portail/creation-compte-etape2.htm?token=");
        await TakeAsync(visitor, "2-mot-de-passe", "Création de mon mot de passe");
        await visitor.ChoosePasswordAsync(Person.Password);
        await TakeAsync(visitor, "3-espace", "Mon espace électeur");
        await visitor.FollowAsync("Demander un nouvel identifiant électeur");
        await visitor.FillRequestAsync(person);
        await TakeAsync(visitor, "4-reassort", "Demande d'un nouvel identifiant électeur");
        await visitor.PressAsync("Valider");
        await visitor.ReadsAsync("Remis à l'opérateur");
        await TakeAsync(visitor, "5-suivi", "Suivi de mes demandes d'identifiant");
    }

    private static async Task TakeAsync(Visitor visitor, string name, string heading)
    {
        await visitor.SeesAsync(heading);
        if (string.IsNullOrEmpty(Folder))
            return;

        await visitor.Page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        await visitor.Page.SetViewportSizeAsync(1024, 800);
        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png") });
    }
}
