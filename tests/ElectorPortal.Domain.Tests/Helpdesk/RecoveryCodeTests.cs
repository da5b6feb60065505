using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class RecoveryCodeTests
{
    [Fact]
    public void A_code_reads_back_in_any_case_with_blanks_or_hyphens_and_shows_itself_to_nobody_else()
    {
        var code = RecoveryCode.Generate();

        Assert.True(RecoveryCode.TryParse(code.Display.ToLowerInvariant(), out var dashed));
        Assert.True(RecoveryCode.TryParse($" {code.Display.Replace('-', ' ')} ", out var spaced));
        Assert.Equal((code, code), (dashed, spaced));
        Assert.Matches("^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$", code.Display);
        Assert.DoesNotContain(code.Reveal(), code.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(code, RecoveryCode.Generate());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2345-6789-ABC")]
    [InlineData("2345-6789-ABCDE")]
    [InlineData("2345-6789-ABC0")]
    [InlineData("123456")]
    public void What_is_no_code_is_refused(string? text) => Assert.False(RecoveryCode.TryParse(text, out _));
}
