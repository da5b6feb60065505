using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Information;

[Rgaa("12.1", "12.3")]
public sealed partial class InformationPagesTests
{
    public static readonly TheoryData<string, string> Pages = new()
    {
        { "/aide", "Aide" },
        { "/aide/procedure", "Demander un nouvel identifiant (réassort), pas à pas" },
        { "/assistance", "Assistance utilisateur académique" },
        { "/horaires-hors-metropole", "Horaires de vote hors métropole" },
        { "/mentions-legales", "Mentions légales" },
        { "/donnees-personnelles", "Données personnelles" },
        { "/accessibilite", "Déclaration d'accessibilité" },
        { "/plan-du-site", "Plan du site" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_public_page_is_a_sound_document_in_French(string path, string heading)
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("fr", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Equal(heading, page.Heading);
        Assert.EndsWith(" - Élections professionnelles 2018", page.Document.Title, StringComparison.Ordinal);
        var ids = page.Document.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task French_punctuation_never_starts_a_line(string path, string heading)
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(path);

        Assert.Equal(heading, page.Heading);
        Assert.Empty(BreakablePunctuation().Matches(page.Document.QuerySelector("main")!.TextContent).Select(match => match.Value));
    }

    [Fact]
    public async Task No_link_between_public_pages_is_broken()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = app.NewBrowser();
        var pages = new Dictionary<string, TestPage>();
        var toVisit = new Queue<string>(["/plan-du-site"]);
        while (toVisit.TryDequeue(out var path))
        {
            if (pages.ContainsKey(path))
                continue;

            var page = pages[path] = await browser.GetAsync(path);
            Assert.True(page.Status == HttpStatusCode.OK, $"{path} answers {page.Status}.");
            foreach (var link in PublicLinks(page))
                toVisit.Enqueue(link);
        }

        foreach (var (path, page) in pages)
        {
            var missing = page.Document.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..])
                .Where(id => page.Document.GetElementById(id) is null);
            Assert.True(!missing.Any(), $"{path} links to parts that it does not have: {string.Join(", ", missing)}");
        }

        Assert.Equal([], Pages.Select(page => page.Data.Item1).Except(pages.Keys));
    }

    [Fact]
    public async Task The_site_map_names_every_public_page()
    {
        await using var app = await PortalApp.StartAsync();

        var map = await app.NewBrowser().GetAsync("/plan-du-site");

        var links = map.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal([], Pages.Select(page => page.Data.Item1).Where(path => path != "/plan-du-site").Except(links));
    }

    [Fact]
    public async Task The_organisation_and_the_election_are_those_of_the_settings()
    {
        await using var app = await PortalApp.StartAsync(
            settings: [("Portal:Organisation", "Conseil des mouettes"), ("Election:Name", "Scrutin des falaises")]);
        var browser = app.NewBrowser();

        foreach (var path in new[] { "/mentions-legales", "/donnees-personnelles", "/accessibilite" })
        {
            var page = await browser.GetAsync(path);
            Assert.Contains("Conseil des mouettes", page.MainText, StringComparison.Ordinal);
            Assert.Contains("Scrutin des falaises", page.MainText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_help_states_the_limits_that_the_settings_give()
    {
        await using var app = await PortalApp.StartAsync(settings:
            [("Password:MinLength", "12"), ("Password:MaxLength", "40"), ("Reassort:MaxRequests", "5"), ("Reassort:CoolDown", "00:20")]);

        var page = await app.NewBrowser().GetAsync("/aide");

        Assert.Contains("contenir de 12 à 40 caractères", page.MainText, StringComparison.Ordinal);
        Assert.Contains("Vous pouvez faire 5 demandes au plus. 20 minutes doivent s'écouler", page.MainText, StringComparison.Ordinal);
    }

    private static IEnumerable<string> PublicLinks(TestPage page) =>
        page.Document.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!)
            .Where(path => !path.StartsWith("/portail/", StringComparison.Ordinal));

    [GeneratedRegex("\\S* [:;?!»]|« \\S*")]
    private static partial Regex BreakablePunctuation();
}
