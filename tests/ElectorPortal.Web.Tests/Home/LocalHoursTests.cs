using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Home;

/// <summary>An elector overseas reads each window on his own clocks too.</summary>
public sealed class LocalHoursTests
{
    [Theory]
    [InlineData("La Réunion", "à votre heure, du jeudi 29 novembre 2018 à 13 h 00 au jeudi 6 décembre 2018 à 20 h 00 (heure de La Réunion)")]
    [InlineData("Polynésie française", "à votre heure, du mercredi 28 novembre 2018 à 23 h 00 au jeudi 6 décembre 2018 à 6 h 00 (heure de la Polynésie française)")]
    [InlineData("Amiens", null)]
    public async Task The_vote_is_given_on_the_clocks_of_Paris_and_of_the_academie(string academy, string? expected)
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Election:Results:Opens", "2018-12-07T10:00"));
        var person = await app.Electors.AddActiveAsync();
        await app.WithDbAsync(async db =>
        {
            var id = await db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync();
            return await db.Electors.ExecuteUpdateAsync(row => row.SetProperty(elector => elector.AcademyId, id));
        });
        var browser = await app.Electors.SignInAsync(person);

        foreach (var path in new[] { "/portail/accueil", "/portail/voter" })
        {
            var text = (await browser.GetAsync(path)).MainText;
            Assert.Contains("jeudi 29 novembre 2018 à 10 h 00 (heure de Paris)", text, StringComparison.Ordinal);
            if (expected is null)
                Assert.DoesNotContain("à votre heure", text, StringComparison.OrdinalIgnoreCase);
            else
                Assert.Contains(expected, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(expected is not null, (await browser.GetAsync("/portail/resultats")).MainText.Contains("Soit, à votre heure, à partir du", StringComparison.Ordinal));
    }
}
