using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Domain.Tests.Elections;

public sealed class WindowTests
{
    private static readonly DateTime Opens = new(2018, 11, 29, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Closes = new(2018, 12, 6, 16, 0, 0, DateTimeKind.Utc);
    private static readonly Window Voting = new(Opens, Closes);

    [Fact]
    public void A_window_opens_at_its_very_second_and_not_before()
    {
        Assert.Equal(WindowState.Before, Voting.At(Opens.AddTicks(-1)));
        Assert.Equal(WindowState.Open, Voting.At(Opens));
    }

    [Fact]
    public void A_window_is_closed_from_its_closing_second_on()
    {
        Assert.Equal(WindowState.Open, Voting.At(Closes.AddTicks(-1)));
        Assert.Equal(WindowState.After, Voting.At(Closes));
    }

    [Fact]
    public void A_missing_end_is_open()
    {
        Assert.True(new Window(null, Closes).IsOpen(DateTime.MinValue));
        Assert.True(new Window(Opens, null).IsOpen(DateTime.MaxValue));
    }
}
