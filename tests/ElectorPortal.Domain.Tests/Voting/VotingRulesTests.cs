using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Voting;

namespace ElectorPortal.Domain.Tests.Voting;

public sealed class VotingRulesTests
{
    private static readonly DateTime Opens = new(2018, 11, 29, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Closes = new(2018, 12, 6, 16, 0, 0, DateTimeKind.Utc);
    private static readonly Window Voting = new(Opens, Closes);

    [Fact]
    public void The_door_opens_and_closes_to_the_second()
    {
        Assert.False(VotingRules.IsDoorOpen(Voting, null, Opens.AddSeconds(-1)));
        Assert.True(VotingRules.IsDoorOpen(Voting, null, Opens));
        Assert.True(VotingRules.IsDoorOpen(Voting, null, Closes.AddSeconds(-1)));
        Assert.False(VotingRules.IsDoorOpen(Voting, null, Closes));
    }

    [Fact]
    public void Whoever_was_ready_at_the_close_has_thirty_minutes_more()
    {
        var ready = Closes.AddSeconds(-1);
        Assert.True(VotingRules.IsDoorOpen(Voting, ready, Closes));
        Assert.True(VotingRules.IsDoorOpen(Voting, ready, Closes.AddMinutes(30).AddSeconds(-1)));
        Assert.False(VotingRules.IsDoorOpen(Voting, ready, Closes.AddMinutes(30)));
        Assert.False(VotingRules.IsDoorOpen(Voting, Closes, Closes.AddMinutes(1)));
        Assert.False(VotingRules.IsDoorOpen(new Window(Opens, null), null, Opens.AddSeconds(-1)));
    }

    [Theory]
    [InlineData(false, true, false, VotingRefusal.NotIdentified)]
    [InlineData(true, false, false, VotingRefusal.NotOnRoll)]
    [InlineData(true, true, true, VotingRefusal.AlreadyVoted)]
    [InlineData(true, true, false, null)]
    public void A_ballot_is_taken_from_an_identified_elector_of_the_roll_who_has_not_voted(
        bool isIdentified, bool isEnrolled, bool hasVoted, VotingRefusal? expected) =>
        Assert.Equal(expected, VotingRules.Check(Voting, isIdentified ? Opens : null, isEnrolled, hasVoted, Opens.AddHours(1)));

    [Fact]
    public void Outside_the_window_nothing_is_taken() =>
        Assert.Equal(VotingRefusal.OutsideWindow, VotingRules.Check(Voting, null, true, false, Closes));
}
