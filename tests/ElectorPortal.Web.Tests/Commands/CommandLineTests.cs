using ElectorPortal.Web.Commands;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("fantaisie")]
    [InlineData("database")]
    [InlineData("electors import")]
    [InlineData("electors import f.csv --inconnue")]
    [InlineData("identifiers issue")]
    [InlineData("bounces import")]
    public async Task Wrong_usage_is_told_in_French_on_the_error_stream(string words)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync(words.Split(' '));

        Assert.Equal((ExitCodes.WrongUsage, ""), (answer.Code, answer.Output));
        Assert.Contains("--help", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("required", answer.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_missing_file_is_a_failure_that_names_it()
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("electors", "import", portal.PathOf("absent.csv"));

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.Contains("absent.csv", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_all_listed_and_answered_like_wrong_usage()
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("database", "check", "--Reassort:MaxRequests=0", "--Election:Year=1");

        Assert.Equal(ExitCodes.WrongUsage, answer.Code);
        Assert.Contains("Reassort:MaxRequests", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Election:Year", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rebonds")]
    [InlineData("rebonds+election@elections.example.fr")]
    [InlineData("rebonds-des-elections-de-2018-00@elections.example.fr")]
    public async Task A_bounce_address_must_leave_room_for_what_names_the_mail(string address)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("database", "check", $"--Mail:BounceAddress={address}");

        Assert.Equal(ExitCodes.WrongUsage, answer.Code);
        Assert.Contains("Mail:BounceAddress", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("ASVS", "6.3.2")]
    public async Task The_demonstration_is_reset_in_Development_alone()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1));

        var answer = await portal.RunAsync("demo", "reset");

        Assert.Equal(ExitCodes.WrongUsage, answer.Code);
        var again = await portal.RunAsync("electors", "import", portal.PathOf("import.csv"));
        Assert.Equal([0, 0, 1, 0], again.Figures("Total"));
    }
}
