using System.Globalization;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Tests.Electors;

public sealed class NamesTests
{
    [Theory]
    [InlineData("Lefèvre-D'Œuvre", "lefevre d oeuvre")]
    [InlineData("LEFE\u0300VRE", "lefevre")]
    [InlineData("  De   La Tour ", "de la tour")]
    [InlineData("L’Hôpital", "l hopital")]
    [InlineData("Ærø", "aero")]
    [InlineData("WEIẞ Strauß", "weiss strauss")]
    [InlineData("Łukasz Đorđe", "lukasz dorde")]
    [InlineData("Nuñez Çelik", "nunez celik")]
    [InlineData("Jean_2", "jean 2")]
    [InlineData("", "")]
    [InlineData(" -' ", "")]
    public void Names_are_compared_without_accents_case_hyphens_or_apostrophes(string name, string folded) =>
        Assert.Equal(folded, Names.Fold(name));

    [Fact]
    public void Folding_twice_changes_nothing()
    {
        var once = Names.Fold("Élise-Anaïs d'Ærø");
        Assert.Equal(once, Names.Fold(once));
    }

    [Fact]
    public void The_language_of_the_server_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal("irini", Names.Fold("IRINI"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
