using System.Net;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Account;

public sealed class SignedInHomeTests
{
    private static readonly string[] Tiles =
    [
        "Consulter mon profil électeur",
        "Consulter les scrutins auxquels je participe",
        "Consulter les listes électorales",
        "Demander un nouvel identifiant électeur",
        "Voter",
        "Accéder aux résultats",
    ];

    [Fact]
    public async Task The_six_tiles_stand_in_order_and_those_outside_their_window_are_text()
    {
        await using var app = await PortalApp.StartAsync();
        var home = await (await app.Electors.SignInAsync(await app.Electors.AddActiveAsync())).GetAsync("/portail/accueil");

        Assert.Equal(Tiles, home.Document.QuerySelectorAll(".fr-tile__title").Select(title => title.TextContent.Trim()));
        Assert.Equal(Tiles[..5], home.Document.QuerySelectorAll(".fr-tile__title a").Select(link => link.TextContent.Trim()));
        Assert.Contains("Pas encore ouvert : à partir du vendredi 7 décembre 2018 à 0 h 00 (heure de Paris)", home.MainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/portail/resultats", "2018-12-06T23:59:59", HttpStatusCode.Forbidden)]
    [InlineData("/portail/resultats", "2018-12-07T00:00:00", HttpStatusCode.OK)]
    [InlineData("/portail/voter", "2018-11-29T09:59:59", HttpStatusCode.Forbidden)]
    [InlineData("/portail/voter", "2018-11-29T10:00:00", HttpStatusCode.OK)]
    [InlineData("/portail/voter", "2018-12-06T17:00:00", HttpStatusCode.Forbidden)]
    [InlineData("/portail/profil", "2018-10-10T23:59:59", HttpStatusCode.Forbidden)]
    [InlineData("/portail/profil", "2018-10-11T00:00:00", HttpStatusCode.OK)]
    [InlineData("/portail/scrutins", "2018-10-11T00:00:00", HttpStatusCode.OK)]
    [InlineData("/portail/listes-electorales", "2018-10-11T00:00:00", HttpStatusCode.OK)]
    public async Task A_function_answers_within_its_window_alone(string path, string parisTime, HttpStatusCode expected)
    {
        Assert.True(ParisTime.TryParse(parisTime, out var instant));
        await using var app = await PortalApp.StartAtAsync(instant);
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        var page = await browser.GetAsync(path);

        Assert.Equal(expected, page.Status);
        Assert.NotEmpty(page.Heading);
    }

    [Fact]
    public async Task The_profile_says_what_the_rolls_say_and_no_secret()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();

        var page = await (await app.Electors.SignInAsync(person)).GetAsync("/portail/profil");

        Assert.Contains("BERNARD", page.MainText, StringComparison.Ordinal);
        Assert.Contains("Lycée Louis-Thuillier, Amiens", page.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Numen, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("1978", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/portail/accueil")]
    [InlineData("/portail/profil")]
    [InlineData("/portail/scrutins")]
    [InlineData("/portail/listes-electorales")]
    [InlineData("/portail/voter")]
    [InlineData("/portail/resultats")]
    [InlineData("/portail/reassort")]
    [InlineData("/portail/reassort/suivi")]
    [InlineData("/portail/mon-mot-de-passe")]
    public async Task Nobody_enters_without_a_session(string path)
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(path);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (page.Status, page.Location));
    }
}
