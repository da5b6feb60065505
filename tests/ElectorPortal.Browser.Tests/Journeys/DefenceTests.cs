using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>What the browser itself keeps an attacker from, because the portal told it to.</summary>
public sealed class DefenceTests(Chromium chromium, PortalSite site)
{
    private const string OtherSite = "http://ailleurs.localhost:8123/";

    [Fact]
    [Trait("ASVS", "3.4.3")]
    public async Task What_is_put_into_a_page_runs_nothing_and_fetches_nothing_from_elsewhere()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.GoToAsync("/");

        await visitor.Main.EvaluateAsync("""
            main => {
              const script = document.createElement('script');
              script.textContent = 'window.attacked = true';
              const button = document.createElement('button');
              button.setAttribute('onclick', 'window.attacked = true');
              const image = document.createElement('img');
              image.src = 'http://ailleurs.localhost:8123/image.png';
              main.append(script, button, image);
              button.click();
              return fetch('http://ailleurs.localhost:8123/').catch(() => null);
            }
            """);

        Assert.False(await visitor.Page.EvaluateAsync<bool>("() => window.attacked === true"));
        Assert.True(visitor.Complaints.Count(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal)) >= 4, string.Join('\n', visitor.Complaints));
    }

    [Fact]
    [Trait("ASVS", "3.4.6")]
    [Trait("ASVS", "3.5.1")]
    public async Task Another_site_can_neither_show_a_page_in_a_frame_nor_press_its_buttons()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.SignInAsync(person);
        await visitor.SeesAsync("Mon espace électeur");
        await visitor.Page.Context.RouteAsync(OtherSite + "**", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html; charset=utf-8",
            Body = $"""
                <iframe name="cadre" src="{site.Address}/portail/accueil"></iframe>
                <form method="post" action="{site.Address}/portail/deconnexion"><button>Gagnez un vélo</button></form>
                """,
        }));

        await visitor.GoToAsync(OtherSite);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var framed = await visitor.Page.Frame("cadre")!.ContentAsync();
        var answer = await visitor.Page.RunAndWaitForResponseAsync(() => visitor.PressAsync("Gagnez un vélo"), response => response.Request.Method == "POST");
        await visitor.GoToAsync("/portail/accueil");

        Assert.DoesNotContain("Mon espace électeur", framed, StringComparison.Ordinal);
        Assert.Equal(403, answer.Status);
        await visitor.SeesAsync("Mon espace électeur");
    }
}
