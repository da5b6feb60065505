using ElectorPortal.Domain.Reassort;

namespace ElectorPortal.Domain.Tests.Reassort;

public sealed class VoterIdentifierTests
{
    [Fact]
    [Trait("ASVS", "6.5.3")]
    [Trait("ASVS", "6.5.4")]
    public void A_hundred_thousand_identifiers_are_all_different_and_uniform()
    {
        const int Count = 100_000;
        var identifiers = Enumerable.Range(0, Count).Select(_ => VoterIdentifier.Generate().Reveal()).ToList();

        Assert.Equal(Count, identifiers.Distinct().Count());
        Assert.All(identifiers, identifier => Assert.Equal(VoterIdentifier.Length, identifier.Length));

        // Chi-square with 30 degrees of freedom, at each of the twelve places: above 76 once in 100 000 draws.
        for (var place = 0; place < VoterIdentifier.Length; place++)
            Assert.InRange(ChiSquare(identifiers.Select(identifier => identifier[place]), Count), 0, 76);
    }

    [Fact]
    public void The_alphabet_is_the_contracts_and_holds_no_look_alikes()
    {
        Assert.Equal("23456789ABCDEFGHJKMNPQRSTUVWXYZ", VoterIdentifier.Alphabet);
        Assert.DoesNotContain(VoterIdentifier.Alphabet, character => "01ILO".Contains(character, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("68WMEUWD5AEJ")]
    [InlineData("68wmeuwd5aej")]
    [InlineData("68WM EUWD 5AEJ")]
    [InlineData("68wm-euwd-5aej")]
    [InlineData("  68WM - EUWD - 5AEJ ")]
    [InlineData("6 8 W M E U W D 5 A E J")]
    public void It_is_accepted_in_any_case_with_spaces_or_hyphens(string typed)
    {
        Assert.True(VoterIdentifier.TryParse(typed, out var identifier));
        Assert.Equal("68WMEUWD5AEJ", identifier.Reveal());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("            ")]
    [InlineData("68WMEUWD5AE")]
    [InlineData("68WMEUWD5AEJ2")]
    [InlineData("68WMEUWD5AE0")]
    [InlineData("68WMEUWD5AE1")]
    [InlineData("68WMEUWD5AEI")]
    [InlineData("68WMEUWD5AEL")]
    [InlineData("68WMEUWD5AEO")]
    [InlineData("68WMEUWD5AEÉ")]
    [InlineData("68WMEUWD5AEſ")]
    [InlineData("68WMEUWD5AE\u212A")]
    [InlineData("68WMEUWD5AE\uFF21")]
    [InlineData("68WMEUWD5AE\u0662")]
    [InlineData("68WMEUWD5AEJ\n")]
    [InlineData("68WMEUWD5AEJ\0")]
    [InlineData("68WMEUWD5AE\uD800")]
    [InlineData("6 8 W M E U W D 5 A E J                ")]
    public void Anything_else_is_refused(string? typed) => Assert.False(VoterIdentifier.TryParse(typed, out _));

    [Fact]
    public void It_is_shown_in_groups_of_four_and_printed_not_at_all()
    {
        Assert.True(VoterIdentifier.TryParse("68WMEUWD5AEJ", out var identifier));

        Assert.Equal("68WM EUWD 5AEJ", identifier.RevealGrouped());
        Assert.Equal("identifiant •••", $"{identifier}");
    }

    private static double ChiSquare(IEnumerable<char> drawn, int count)
    {
        var expected = (double)count / VoterIdentifier.Alphabet.Length;
        var counts = drawn.CountBy(character => character).ToDictionary();
        Assert.Subset(VoterIdentifier.Alphabet.ToHashSet(), counts.Keys.ToHashSet());
        return VoterIdentifier.Alphabet.Sum(character => Math.Pow(counts.GetValueOrDefault(character) - expected, 2) / expected);
    }
}
