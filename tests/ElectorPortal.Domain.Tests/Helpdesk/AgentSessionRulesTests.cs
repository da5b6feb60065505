using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class AgentSessionRulesTests
{
    private static readonly DateTime Now = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);
    private static readonly AgentSessionTerms Terms = new();

    [Theory]
    [InlineData(0, 899, true, true)]
    [InlineData(0, 900, true, false)]
    [InlineData(28799, 0, true, true)]
    [InlineData(28800, 0, true, false)]
    [InlineData(299, 0, false, true)]
    [InlineData(300, 0, false, false)]
    public void A_session_ends_by_idleness_by_age_and_halfway_soon(int age, int idle, bool isComplete, bool alive)
    {
        var session = Session(isComplete, Now.AddSeconds(-Math.Max(age, idle)), Now.AddSeconds(-idle));

        Assert.Equal(alive, AgentSessionRules.IsAlive(session, Agent(), Now, Terms));
    }

    [Fact]
    public void It_ends_with_its_agent_and_with_the_password_that_opened_it()
    {
        var session = Session(true, Now, Now);
        var disabled = Agent();
        disabled.DisabledAt = Now;
        var renewed = Agent();
        renewed.Enrol("hash", [1], 1);

        Assert.True(AgentSessionRules.IsAlive(session, Agent(), Now, Terms));
        Assert.False(AgentSessionRules.IsAlive(session, disabled, Now, Terms));
        Assert.False(AgentSessionRules.IsAlive(session, renewed, Now, Terms));
    }

    private static AgentSession Session(bool isComplete, DateTime opened, DateTime seen) => new()
    {
        TokenHash = [],
        AgentId = 1,
        PasswordVersion = 0,
        IsComplete = isComplete,
        CreatedAt = opened,
        LastSeenAt = seen,
    };

    private static Agent Agent() => new()
    {
        Email = EmailAddress.Parse("agent@assistance.test"),
        Name = "Dominique Petit",
        Role = AgentRole.Agent,
        CreatedAt = Now,
    };
}
