using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Domain.Tests.Electors;

namespace ElectorPortal.Domain.Tests.SignIn;

public sealed class SessionRulesTests
{
    private static readonly DateTime Opened = new(2018, 11, 29, 9, 0, 0, DateTimeKind.Utc);
    private static readonly SessionTerms Terms = new() { IdleTimeout = TimeSpan.FromMinutes(30), AbsoluteTimeout = TimeSpan.FromHours(4) };

    [Fact]
    [Trait("ASVS", "7.3.1")]
    public void A_session_left_alone_ends_at_its_idle_timeout()
    {
        Assert.True(IsAlive(TimeSpan.Zero, Terms.IdleTimeout - TimeSpan.FromTicks(1)));
        Assert.False(IsAlive(TimeSpan.Zero, Terms.IdleTimeout));
    }

    [Fact]
    [Trait("ASVS", "7.3.2")]
    public void Use_does_not_keep_a_session_alive_beyond_its_absolute_timeout()
    {
        var justBefore = Terms.AbsoluteTimeout - TimeSpan.FromTicks(1);

        Assert.True(IsAlive(justBefore, justBefore));
        Assert.False(IsAlive(Terms.AbsoluteTimeout, Terms.AbsoluteTimeout));
    }

    [Fact]
    public void Use_keeps_a_session_alive_beyond_its_first_idle_timeout() =>
        Assert.True(IsAlive(TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(58)));

    [Fact]
    [Trait("ASVS", "7.4.3")]
    public void A_new_password_ends_the_sessions_that_the_old_one_opened()
    {
        var elector = Active();
        var session = Session(elector, TimeSpan.Zero);

        elector.SetPassword("another hash", Opened);

        Assert.False(SessionRules.IsAlive(session, elector, Opened, Terms));
        Assert.True(SessionRules.IsAlive(Session(elector, TimeSpan.Zero), elector, Opened, Terms));
    }

    [Fact]
    [Trait("ASVS", "7.4.2")]
    public void An_elector_taken_off_the_rolls_has_no_session_left()
    {
        var elector = Active();
        elector.RemovedAt = Opened;

        Assert.False(SessionRules.IsAlive(Session(elector, TimeSpan.Zero), elector, Opened, Terms));
    }

    private static bool IsAlive(TimeSpan lastSeen, TimeSpan now)
    {
        var elector = Active();
        return SessionRules.IsAlive(Session(elector, lastSeen), elector, Opened + now, Terms);
    }

    private static ElectorSession Session(Elector elector, TimeSpan lastSeen) => new()
    {
        TokenHash = [],
        ElectorId = 1,
        PasswordVersion = elector.PasswordVersion,
        CreatedAt = Opened,
        LastSeenAt = Opened + lastSeen,
    };

    private static Elector Active()
    {
        var elector = TestElector.Named("Roy", null, "Al", "al.roy@ac-lille.fr");
        elector.SetPassword("hash", Opened);
        return elector;
    }
}
