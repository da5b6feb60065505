using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.SignIn;

public sealed class FloodTests
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const int Flood = 60;
    private const int Crowd = 10_000;
    private const double MostMilliseconds = 500;

    /// <summary>One that asks again at once would take the crowd's processor himself.</summary>
    private static readonly TimeSpan VisitorsPace = TimeSpan.FromMilliseconds(20);

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
            await (await browser.GetAsync("/")).Fill(Address, number == 0 ? person.Email : $"inconnu{number}@ac-lille.fr").PressAsync("Continuer");
            forms.Add((await browser.GetAsync("/portail/motdepasse.htm")).Fill("Mot de passe personnel électeur", TestElectors.Password));
        }

        var visitor = app.NewBrowser();
        var crowd = Task.WhenAll(forms.Select(form => Task.Run(() => form.PressAsync("Se connecter"))));
        var times = new List<double>();
        using var pace = new PeriodicTimer(VisitorsPace);
        while (!crowd.IsCompleted || times.Count < 10)
        {
            var begun = Stopwatch.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/aide")).Status);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        var answers = await crowd;
        Assert.Equal("/portail/accueil", answers[0].Location);
        Assert.Equal(Flood - 1, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.InRange(times.Order().ElementAt(times.Count * 95 / 100), 0, MostMilliseconds);
    }

    [Fact]
    [Trait("ASVS", "2.4.1")]
    [Trait("ASVS", "6.3.1")]
    public async Task Ten_thousand_addresses_typed_from_one_network_are_its_last_for_a_while_and_the_others_go_on()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var form = await app.NewBrowserFrom("203.0.113.7").GetAsync("/");
        var hidden = form.Document.QuerySelectorAll("main form input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value"));
        var field = form.Field(Address).GetAttribute("name")!;

        var answers = new ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Crowd + 100),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (number, cancellation) =>
            {
                using var content = new FormUrlEncodedContent(hidden.Append(new(field, $"inconnu{number}@ac-lille.fr")));
                using var answer = await form.Browser.Http.PostAsync("/", content, cancellation);
                answers.Add(answer.StatusCode);
            });
        var again = await form.Fill(Address, person.Email).PressAsync("Continuer");
        var neighbour = await (await app.NewBrowserFrom("203.0.113.8").GetAsync("/")).Fill(Address, person.Email).PressAsync("Continuer");

        Assert.Equal((Crowd, 100), (answers.Count(status => status == HttpStatusCode.OK), answers.Count(status => status == HttpStatusCode.TooManyRequests)));
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.SeeOther), (again.Status, neighbour.Status));
        Assert.Equal((0, Crowd), await app.WithDbAsync(async db => (
            await db.OutboxMessages.CountAsync(), await db.Journal.CountAsync(row => row.Reason == "UnknownAddress"))));
    }
}
