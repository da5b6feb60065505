using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class TimeBasedCodeTests
{
    private static readonly DateTime Noon = new(2018, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>« 12345678901234567890 », the secret of the standard's examples.</summary>
    private static TotpSecret OfTheStandard => Secret("GEZDGNBVGY3TQOJQ GEZDGNBVGY3TQOJQ");

    /// <summary>RFC 6238, appendix B, SHA-1; the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string expected) =>
        Assert.Equal(expected, TimeBasedCode.Of(OfTheStandard, TimeBasedCode.StepAt(DateTime.UnixEpoch.AddSeconds(seconds))));

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_code_is_taken_during_its_step_the_one_before_and_the_one_after(int secondsAfterItsStepBegan, bool taken)
    {
        var code = TimeBasedCode.Of(OfTheStandard, TimeBasedCode.StepAt(Noon));

        var step = TimeBasedCode.MatchingStep(OfTheStandard, code, Noon.AddSeconds(secondsAfterItsStepBegan));

        Assert.Equal(taken ? TimeBasedCode.StepAt(Noon) : null, step);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    public void What_is_no_code_is_refused(string typed) => Assert.Null(TimeBasedCode.MatchingStep(OfTheStandard, typed, Noon));

    [Fact]
    public void Blanks_do_no_harm()
    {
        var code = TimeBasedCode.Of(OfTheStandard, TimeBasedCode.StepAt(Noon));

        Assert.NotNull(TimeBasedCode.MatchingStep(OfTheStandard, $" {code[..3]} {code[3..]} ", Noon));
    }

    [Fact]
    public void A_secret_reads_back_as_people_copy_it_and_shows_itself_to_nobody_else()
    {
        var secret = TotpSecret.Generate();

        Assert.Equal(secret, Secret(secret.Groups.ToLowerInvariant()));
        Assert.NotEqual(secret, TotpSecret.Generate());
        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", secret.Groups);
        Assert.DoesNotContain(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1")]
    public void What_is_no_secret_is_refused(string? text) => Assert.False(TotpSecret.TryParse(text, out _));

    [Fact]
    public void The_address_of_a_key_is_what_applications_read() =>
        Assert.Equal(
            "otpauth://totp/Assistance%20%C3%A0%20tous:a.b%40ac-lille.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Assistance%20%C3%A0%20tous"
            + "&algorithm=SHA1&digits=6&period=30",
            OfTheStandard.KeyUri("Assistance à tous", "a.b@ac-lille.fr"));

    private static TotpSecret Secret(string text)
    {
        Assert.True(TotpSecret.TryParse(text, out var secret));
        return secret;
    }
}
