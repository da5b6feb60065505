using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Domain.Tests.Elections;

public sealed class CountdownTests
{
    private static readonly Window Voting = new(Paris("2018-11-29T10:00"), Paris("2018-12-06T17:00"));

    [Theory]
    [InlineData("2018-11-16T09:59", WindowState.Before, 13, 0, 0)]
    [InlineData("2018-11-28T10:00", WindowState.Before, 1, 0, 0)]
    [InlineData("2018-11-28T10:01", WindowState.Before, 0, 23, 59)]
    [InlineData("2018-11-29T09:59", WindowState.Before, 0, 0, 1)]
    [InlineData("2018-11-29T10:00", WindowState.Open, 7, 0, 0)]
    [InlineData("2018-12-05T17:00", WindowState.Open, 1, 0, 0)]
    [InlineData("2018-12-05T17:01", WindowState.Open, 0, 23, 59)]
    [InlineData("2018-12-06T16:59", WindowState.Open, 0, 0, 1)]
    [InlineData("2018-12-06T17:00", WindowState.After, 0, 0, 0)]
    public void Days_are_counted_then_hours_and_minutes_on_the_last_day(string now, WindowState state, int days, int hours, int minutes) =>
        Assert.Equal(new Countdown(state, days, hours, minutes), Countdown.At(Voting, Paris(now)));

    [Fact]
    public void A_vote_without_dates_has_nothing_to_count() => Assert.Null(Countdown.At(default, Paris("2018-11-16T10:00")));

    [Theory]
    [InlineData("2018-11-29T10:00", "2018-11-29T09:00:00Z")]
    [InlineData("2018-07-14T10:00:30", "2018-07-14T08:00:30Z")]
    [InlineData("2018-10-28T02:30", "2018-10-28T01:30:00Z")]
    [InlineData("2018-12-07", "2018-12-06T23:00:00Z")]
    public void Settings_are_read_as_Paris_time(string setting, string utc) =>
        Assert.Equal(DateTime.Parse(utc, null, System.Globalization.DateTimeStyles.AdjustToUniversal), Paris(setting));

    [Theory]
    [InlineData("2018-03-25T02:30")]
    [InlineData("29/11/2018 10:00")]
    [InlineData("2018-11-29T10:00Z")]
    [InlineData("2018-11-29 10:00")]
    [InlineData("demain")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_an_hour_of_Paris_is_no_setting(string? setting) => Assert.False(ParisTime.TryParse(setting, out _));

    private static DateTime Paris(string text)
    {
        Assert.True(ParisTime.TryParse(text, out var utc));
        return utc;
    }
}
