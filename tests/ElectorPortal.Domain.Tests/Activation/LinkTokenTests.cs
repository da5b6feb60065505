using System.Buffers.Text;
using ElectorPortal.Domain.Activation;

namespace ElectorPortal.Domain.Tests.Activation;

public sealed class LinkTokenTests
{
    [Fact]
    [Trait("ASVS", "11.5.1")]
    [Trait("ASVS", "7.2.3")]
    public void A_token_carries_256_random_bits()
    {
        var tokens = Enumerable.Range(0, 10_000).Select(_ => LinkToken.Generate().Reveal()).ToList();

        Assert.Equal(tokens.Count, tokens.Distinct().Count());
        Assert.All(tokens.Take(100), token => Assert.Equal(32, Base64Url.DecodeFromChars(token).Length));

        // Each bit is set half of the time; 300 is six standard deviations.
        var bytes = tokens.Select(token => Base64Url.DecodeFromChars(token)).ToList();
        for (var bit = 0; bit < 256; bit++)
            Assert.InRange(bytes.Count(token => (token[bit / 8] >> (bit % 8) & 1) == 1), 4700, 5300);
    }

    [Fact]
    [Trait("ASVS", "1.2.2")]
    public void A_token_survives_the_journey_through_a_link()
    {
        var token = LinkToken.Generate();

        Assert.Equal(token.Reveal(), Uri.EscapeDataString(token.Reveal()));
        Assert.True(LinkToken.TryParse(token.Reveal(), out var read));
        Assert.Equal(token, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VX4UT93FTHRHMW4B")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\0")]
    public void A_damaged_token_is_no_token(string? text) => Assert.False(LinkToken.TryParse(text, out _));

    [Fact]
    public void Printing_a_token_shows_nothing_of_it()
    {
        var token = LinkToken.Generate();
        Assert.Equal("token •••", $"{token}");
    }
}
