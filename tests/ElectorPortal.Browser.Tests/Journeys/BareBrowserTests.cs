using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>A browser that shows neither style, image nor script still leads to the identifier.</summary>
[Rgaa("10.1", "10.2", "10.3")]
public sealed class BareBrowserTests(Chromium chromium, PortalSite site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task An_elector_opens_his_space_and_asks_for_an_identifier_without_styles_and_images(bool javaScript)
    {
        var person = await site.People.AddAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);
        await visitor.Page.RouteAsync("**/*", route => route.Request.ResourceType is "stylesheet" or "image" or "font" ? route.AbortAsync() : route.ContinueAsync());

        await visitor.EnterAsync(person.Email);
        await visitor.PressAsync("OK, j'ai compris");
        await Visitor.FollowInAsync(await visitor.FindMessageAsync(person.Email, "Création de votre compte"), "/portail/creation-compte-etape2.htm?token=");
        await visitor.ChoosePasswordAsync(Person.Password);
        await visitor.FollowAsync("Demander un nouvel identifiant électeur");
        await visitor.FillRequestAsync(person);
        await visitor.PressAsync("Valider");

        await visitor.IsAtAsync("/portail/reassort/suivi");
        await visitor.ReadsAsync("06xxxxxxx");
    }
}
