using System.Diagnostics;
using System.Net;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.SignIn;

public sealed class FloodTests
{
    private const int Flood = 60;
    private const double MostMilliseconds = 500;

    [Theory, EachDatabase]
    [Trait("ASVS", "15.2.2")]
    public async Task While_a_crowd_signs_in_the_other_pages_stay_quick_and_nobody_is_lost(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Password:Cost", "10"));
        var person = await app.Electors.AddActiveAsync();
        var forms = new List<TestPage>();
        for (var number = 0; number < Flood; number++)
        {
            // Whoever is known by his address alone: all wait for the same work.
            var browser = app.NewBrowser();
            await (await browser.GetAsync("/")).Fill("Adresse de messagerie professionnelle", number == 0 ? person.Email : $"inconnu{number}@ac-lille.fr").PressAsync("Continuer");
            forms.Add((await browser.GetAsync("/portail/motdepasse.htm")).Fill("Mot de passe personnel électeur", TestElectors.Password));
        }

        var visitor = app.NewBrowser();
        var crowd = Task.WhenAll(forms.Select(form => Task.Run(() => form.PressAsync("Se connecter"))));
        var times = new List<double>();
        while (!crowd.IsCompleted || times.Count < 10)
        {
            var begun = Stopwatch.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/aide")).Status);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        var answers = await crowd;
        Assert.Equal("/portail/accueil", answers[0].Location);
        Assert.Equal(Flood - 1, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.InRange(times.Order().ElementAt(times.Count * 95 / 100), 0, MostMilliseconds);
    }
}
