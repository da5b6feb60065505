using ElectorPortal.Domain.SignIn;

namespace ElectorPortal.Domain.Tests.SignIn;

public sealed class SignInDelayTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(8, 240)]
    [InlineData(9, 480)]
    [InlineData(10, 900)]
    [InlineData(11, 900)]
    [InlineData(1000, 900)]
    [InlineData(int.MaxValue, 900)]
    [Trait("ASVS", "6.3.1")]
    public void Four_wrong_passwords_cost_nothing_then_the_wait_doubles_up_to_a_quarter_of_an_hour(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SignInDelay.After(failures));

    [Fact]
    [Trait("ASVS", "6.1.1")]
    public void No_number_of_failures_shuts_an_elector_out_for_longer_or_shortens_his_wait()
    {
        var waits = Enumerable.Range(0, 100).Select(SignInDelay.After).ToList();

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromMinutes(15), waits.Max());
    }
}
