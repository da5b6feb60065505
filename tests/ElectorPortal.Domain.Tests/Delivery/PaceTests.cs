using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class PaceTests
{
    private static readonly DateTime Start = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Without_a_limit_all_may_leave() => Assert.Equal(1000, new Pace(null).Take(1000, Start));

    [Fact]
    public void No_more_than_the_rate_leaves_within_a_second()
    {
        var pace = new Pace(10);

        Assert.Equal([8, 2, 0], [pace.Take(8, Start), pace.Take(8, Start), pace.Take(8, Start)]);
        Assert.Equal(4, pace.Take(8, Start.AddMilliseconds(499)));
        Assert.Equal(1, pace.Take(8, Start.AddMilliseconds(501)));
    }

    [Fact]
    public void A_quiet_hour_saves_up_nothing()
    {
        var pace = new Pace(10);
        pace.Take(10, Start);

        Assert.Equal(10, pace.Take(1000, Start.AddHours(1)));
    }

    [Fact]
    public void A_clock_set_back_neither_stops_nor_hastens_it()
    {
        var pace = new Pace(10);
        pace.Take(10, Start);

        Assert.Equal(0, pace.Take(10, Start.AddHours(-1)));
        Assert.Equal(10, pace.Take(10, Start.AddHours(-1).AddSeconds(1)));
    }

    [Fact]
    public void Leave_that_found_no_message_is_given_back()
    {
        var pace = new Pace(10);
        pace.Return(pace.Take(10, Start));

        Assert.Equal(10, pace.Take(10, Start));
    }
}
