using ElectorPortal.Domain.Retention;

namespace ElectorPortal.Domain.Tests.Retention;

public sealed class RetentionRulesTests
{
    private static readonly DateTime Close = new(2018, 12, 6, 16, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Entries_of_the_journal_stay_two_years_to_the_second() =>
        Assert.Equal(Close, RetentionRules.JournalCutoff(new DateTime(2020, 12, 6, 16, 0, 0, DateTimeKind.Utc)));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Numbers_stay_so_many_days_after_the_close(int seconds, bool expected) =>
        Assert.Equal(expected, RetentionRules.HaveNumbersServed(Close, 90, Close.AddDays(90).AddSeconds(seconds)));

    [Fact]
    public void Numbers_stay_where_the_vote_has_no_end() => Assert.False(RetentionRules.HaveNumbersServed(null, 0, Close));

    [Theory]
    [InlineData(-1, DestructionRefusal.TooEarly)]
    [InlineData(0, null)]
    public void Everything_may_go_once_appeals_are_closed(int seconds, DestructionRefusal? expected) =>
        Assert.Equal(expected, RetentionRules.CheckDestruction(Close, Close.AddSeconds(seconds)));

    [Fact]
    public void Nothing_goes_where_nobody_has_said_until_when_appeals_may_come() =>
        Assert.Equal(DestructionRefusal.NoDate, RetentionRules.CheckDestruction(null, Close));

    [Theory]
    [InlineData("2018-12-07T01:59:59Z", null)]
    [InlineData("2018-12-07T02:00:00Z", "2018-12-07")]
    [InlineData("2018-12-07T03:59:59Z", "2018-12-07")]
    [InlineData("2018-12-07T04:00:00Z", null)]
    // Summer: two hours before Paris.
    [InlineData("2018-07-07T01:00:00Z", "2018-07-07")]
    [InlineData("2018-07-07T00:59:59Z", null)]
    public void The_night_is_from_three_to_five_in_Paris(string instant, string? expected) =>
        Assert.Equal(expected, RetentionRules.NightAt(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
