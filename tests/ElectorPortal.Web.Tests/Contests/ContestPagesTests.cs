using System.Net;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Contests;

public sealed class ContestPagesTests
{
    [Theory, EachDatabase]
    public async Task An_elector_reads_his_contests_their_lists_in_order_and_their_manifestos(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA MEN", person);
        await app.Contests.EnrolAsync("PAS-ENCORE", person);
        var browser = await app.Electors.SignInAsync(person);

        var all = await browser.GetAsync("/portail/scrutins");
        var one = await browser.GetAsync(all.Document.QuerySelector("main li a")!.GetAttribute("href")!);
        var leaflet = await browser.Http.GetAsync("/portail/scrutins/CSA%20MEN/listes/1/profession-de-foi.pdf", TestContext.Current.CancellationToken);

        Assert.Equal(["Comité CSA MEN", "Scrutin PAS-ENCORE"], all.Document.QuerySelectorAll("main h2").Select(title => title.TextContent.Trim()));
        Assert.Contains("Vous participez à 2 scrutins", all.MainText, StringComparison.Ordinal);
        Assert.Equal(["Liste 1 : SIGLE1", "Liste 2 : SIGLE2"], one.Document.QuerySelectorAll("main h3").Select(title => title.TextContent.Trim().Replace('\u00A0', ' ')));
        Assert.Equal(
            ["Mme CANDIDATE11 Zoé", "Mme CANDIDATE12 Zoé", "Mme CANDIDATE21 Zoé", "Mme CANDIDATE22 Zoé"],
            one.Document.QuerySelectorAll("main tbody th").Select(name => name.TextContent.Trim()));
        Assert.Contains("10 sièges à pourvoir", one.MainText, StringComparison.Ordinal);
        Assert.Equal(TestContests.Leaflet, await leaflet.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment; filename=profession-de-foi-liste-1.pdf; filename*=UTF-8''profession-de-foi-liste-1.pdf", leaflet.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("no-store", leaflet.Headers.CacheControl!.ToString());
    }

    [Fact]
    [Trait("ASVS", "8.2.2")]
    public async Task A_contest_of_others_and_one_that_does_not_exist_look_the_same()
    {
        await using var app = await PortalApp.StartAsync();
        var (person, other) = (await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync());
        await app.Contests.AddAsync("AUTRE", other);
        var browser = await app.Electors.SignInAsync(person);

        foreach (var path in new[] { "/portail/scrutins/AUTRE", "/portail/scrutins/RIEN", "/portail/scrutins/AUTRE/listes/1/profession-de-foi.pdf", "/portail/listes-electorales?scrutin=AUTRE", "/portail/listes-electorales?scrutin=RIEN" })
            Assert.Equal((HttpStatusCode.NotFound, "Page non trouvée"), ((await browser.GetAsync(path)) is var page ? page.Status : default, page.Heading));
        Assert.Contains("aucun scrutin", (await browser.GetAsync("/portail/scrutins")).MainText, StringComparison.Ordinal);
        Assert.Contains("aucune liste électorale", (await browser.GetAsync("/portail/listes-electorales")).MainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-11-05T09:59:59", false)]
    [InlineData("2018-11-05T10:00:00", true)]
    public async Task Lists_are_shown_from_their_own_opening_on(string parisTime, bool areShown)
    {
        Assert.True(ParisTime.TryParse(parisTime, out var instant));
        await using var app = await PortalApp.StartAtAsync(instant);
        var person = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA", person);
        var browser = await app.Electors.SignInAsync(person);

        var page = await browser.GetAsync("/portail/scrutins/CSA");
        var leaflet = await browser.GetAsync("/portail/scrutins/CSA/listes/1/profession-de-foi.pdf");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(areShown, page.MainText.Contains("CANDIDATE11", StringComparison.Ordinal));
        Assert.Equal(!areShown, page.MainText.Contains("à partir du lundi 5 novembre 2018 à 10 h 00 (heure de Paris)", StringComparison.Ordinal));
        Assert.Equal(areShown ? HttpStatusCode.OK : HttpStatusCode.Forbidden, leaflet.Status);
        if (!areShown)
        {
            Assert.Equal("Cette page n'est pas encore ouverte", leaflet.Heading);
            Assert.Contains("à partir du lundi 5 novembre 2018 à 10 h 00 (heure de Paris)", leaflet.MainText, StringComparison.Ordinal);
        }
    }
}
