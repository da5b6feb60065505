using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Tests.Electors;

public sealed class NumenTests
{
    [Theory]
    [InlineData("10E1234567ABC")]
    [InlineData("10e1234567abc")]
    [InlineData(" 10 E 1234567 ABC ")]
    [InlineData("10\u00A0E\u00A01234567\u00A0abc")]
    public void It_is_accepted_in_any_case_and_with_spaces(string typed)
    {
        Assert.True(Numen.TryParse(typed, out var numen));
        Assert.Equal("10E1234567ABC", numen.Reveal());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("             ")]
    [InlineData("10E1234567AB")]
    [InlineData("10E1234567ABCD")]
    [InlineData("1E01234567ABC")]
    [InlineData("10E123456AABC")]
    [InlineData("10E12345678BC")]
    [InlineData("10-E-1234567-ABC")]
    [InlineData("10E1234567ABC\n")]
    [InlineData("10E1234567ABC\0")]
    [InlineData("\t10E1234567ABC")]
    [InlineData("\u0661\u0660E1234567ABC")]
    [InlineData("10É1234567ABC")]
    [InlineData("10E1234567AB\u212A")]
    [InlineData("10E1234567AB\u017F")]
    [InlineData("\uFF11\uFF10E1234567ABC")]
    [InlineData("10E1234567AB\uD800")]
    [Trait("ASVS", "2.2.1")]
    public void Anything_else_is_refused(string? typed) => Assert.False(Numen.TryParse(typed, out _));

    [Theory]
    [InlineData(27, true)]
    [InlineData(28, false)]
    [InlineData(100_000, false)]
    public void Forty_typed_characters_are_read_at_most(int spaces, bool accepted) =>
        Assert.Equal(accepted, Numen.TryParse("10E1234567ABC" + new string(' ', spaces), out _));

    [Fact]
    public void Printing_a_NUMEN_shows_nothing_of_it()
    {
        Assert.True(Numen.TryParse("10E1234567ABC", out var numen));
        Assert.Equal("NUMEN •••", $"{numen}");
    }
}
