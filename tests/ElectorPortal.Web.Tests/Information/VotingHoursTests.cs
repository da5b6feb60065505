using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Information;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Information;

public sealed class VotingHoursTests
{
    private const string Path = "/horaires-hors-metropole";

    [Theory]
    [InlineData(
        "Paris et toute la métropole",
        "jeudi 29 novembre 2018 à 10 h 00 (heure de Paris)",
        "jeudi 6 décembre 2018 à 17 h 00 (heure de Paris)",
        "même heure qu'à Paris")]
    [InlineData(
        "Guadeloupe",
        "jeudi 29 novembre 2018 à 5 h 00 (heure de la Guadeloupe)",
        "jeudi 6 décembre 2018 à 12 h 00 (heure de la Guadeloupe)",
        "5 heures de moins qu'à Paris")]
    [InlineData(
        "Martinique",
        "jeudi 29 novembre 2018 à 5 h 00 (heure de la Martinique)",
        "jeudi 6 décembre 2018 à 12 h 00 (heure de la Martinique)",
        "5 heures de moins qu'à Paris")]
    [InlineData(
        "Guyane",
        "jeudi 29 novembre 2018 à 6 h 00 (heure de la Guyane)",
        "jeudi 6 décembre 2018 à 13 h 00 (heure de la Guyane)",
        "4 heures de moins qu'à Paris")]
    [InlineData(
        "Saint-Pierre-et-Miquelon",
        "jeudi 29 novembre 2018 à 6 h 00 (heure de Saint-Pierre-et-Miquelon)",
        "jeudi 6 décembre 2018 à 13 h 00 (heure de Saint-Pierre-et-Miquelon)",
        "4 heures de moins qu'à Paris")]
    [InlineData(
        "Mayotte",
        "jeudi 29 novembre 2018 à 12 h 00 (heure de Mayotte)",
        "jeudi 6 décembre 2018 à 19 h 00 (heure de Mayotte)",
        "2 heures de plus qu'à Paris")]
    [InlineData(
        "La Réunion",
        "jeudi 29 novembre 2018 à 13 h 00 (heure de La Réunion)",
        "jeudi 6 décembre 2018 à 20 h 00 (heure de La Réunion)",
        "3 heures de plus qu'à Paris")]
    [InlineData(
        "Nouvelle-Calédonie",
        "jeudi 29 novembre 2018 à 20 h 00 (heure de la Nouvelle-Calédonie)",
        "vendredi 7 décembre 2018 à 3 h 00 (heure de la Nouvelle-Calédonie) un jour plus tard qu'à Paris",
        "10 heures de plus qu'à Paris")]
    [InlineData(
        "Wallis-et-Futuna",
        "jeudi 29 novembre 2018 à 21 h 00 (heure de Wallis-et-Futuna)",
        "vendredi 7 décembre 2018 à 4 h 00 (heure de Wallis-et-Futuna) un jour plus tard qu'à Paris",
        "11 heures de plus qu'à Paris")]
    [InlineData(
        "Polynésie française",
        "mercredi 28 novembre 2018 à 23 h 00 (heure de la Polynésie française) un jour plus tôt qu'à Paris",
        "jeudi 6 décembre 2018 à 6 h 00 (heure de la Polynésie française)",
        "11 heures de moins qu'à Paris")]
    public async Task The_hours_of_2018_are_exact_in_every_territory(string place, string opening, string closing, string gap)
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(Path);

        Assert.Equal([place, opening, closing, gap], Rows(page).Single(row => row[0] == place));
    }

    [Fact]
    public async Task Paris_comes_first_and_no_territory_is_left_out()
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(Path);

        Assert.Equal(
            ["Paris et toute la métropole", .. Territory.All.Select(territory => territory.Name)],
            Rows(page).Select(row => row[0]));
    }

    [Fact]
    public void Each_end_of_the_vote_has_its_own_gap_where_clocks_change_between_them()
    {
        // Paris leaves summer time on 28 October 2018, Saint-Pierre-et-Miquelon on 4 November.
        Assert.True(ParisTime.TryParse("2018-10-27T10:00", out var opens));
        Assert.True(ParisTime.TryParse("2018-11-02T17:00", out var closes));

        var places = VotingHours.Everywhere(new Window(opens, closes)).ToDictionary(hours => hours.Place);

        AssertEnds("Guadeloupe", "samedi 27 octobre 2018 à 4 h 00", -6, "vendredi 2 novembre 2018 à 12 h 00", -5);
        AssertEnds("Saint-Pierre-et-Miquelon", "samedi 27 octobre 2018 à 6 h 00", -4, "vendredi 2 novembre 2018 à 14 h 00", -3);
        AssertEnds("La Réunion", "samedi 27 octobre 2018 à 12 h 00", 2, "vendredi 2 novembre 2018 à 20 h 00", 3);

        void AssertEnds(string place, string opening, int openingGap, string closing, int closingGap)
        {
            var hours = places[place];
            Assert.False(hours.IsGapSteady);
            Assert.Equal((opening, TimeSpan.FromHours(openingGap)), (Plain(hours.Opening!.Time), hours.Opening.Gap));
            Assert.Equal((closing, TimeSpan.FromHours(closingGap)), (Plain(hours.Closing!.Time), hours.Closing.Gap));
        }
    }

    [Fact]
    public async Task A_gap_that_changes_during_the_vote_is_announced_and_given_twice()
    {
        await using var app = await PortalApp.StartAsync(
            settings: [("Election:Voting:Opens", "2018-10-27T10:00"), ("Election:Voting:Closes", "2018-11-02T17:00")]);

        var page = await app.NewBrowser().GetAsync(Path);

        Assert.Contains("L'heure change pendant la période de vote", page.MainText, StringComparison.Ordinal);
        Assert.Equal(
            "à l'ouverture, 6 heures de moins qu'à Paris ; à la fermeture, 5 heures de moins qu'à Paris",
            Rows(page).Single(row => row[0] == "Guadeloupe")[3]);
    }

    [Fact]
    public async Task A_vote_without_dates_yet_has_a_message_and_no_table()
    {
        await using var app = await PortalApp.StartAsync(settings: [("Election:Voting:Opens", ""), ("Election:Voting:Closes", "")]);

        var page = await app.NewBrowser().GetAsync(Path);

        Assert.Contains("Les dates du vote ne sont pas encore fixées.", page.MainText, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("table"));
    }

    [Fact]
    public async Task An_end_without_a_date_yet_says_so()
    {
        await using var app = await PortalApp.StartAsync(settings: [("Election:Voting:Closes", "")]);

        var page = await app.NewBrowser().GetAsync(Path);

        Assert.All(Rows(page), row => Assert.Equal("pas encore fixée", row[2]));
        Assert.All(Rows(page), row => Assert.Contains("2018", row[1], StringComparison.Ordinal));
    }

    /// <summary>With ordinary spaces, as the lines above are typed.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    private static IReadOnlyList<string[]> Rows(TestPage page) =>
    [
        .. page.Document.QuerySelectorAll("main tbody tr").Select(row => row.Children
            .Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray()),
    ];
}
