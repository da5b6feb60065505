using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.SignIn;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class AgentRulesTests
{
    private static readonly DateTime Now = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);
    private static readonly HashSet<string> Common = ["motdepasse12", "education*"];

    [Theory]
    [InlineData(AgentRole.Agent, true, true, null)]
    [InlineData(AgentRole.Agent, true, false, AgentRefusal.AcademyUnknown)]
    [InlineData(AgentRole.Agent, false, false, AgentRefusal.AcademyMissing)]
    [InlineData(AgentRole.Supervisor, false, false, null)]
    [InlineData(AgentRole.Supervisor, true, true, AgentRefusal.AcademyUnexpected)]
    [InlineData(AgentRole.Administrator, false, false, null)]
    [InlineData(AgentRole.Administrator, true, false, AgentRefusal.AcademyUnexpected)]
    public void A_plain_agent_needs_an_academy_and_the_others_refuse_one(AgentRole role, bool named, bool isKnown, AgentRefusal? expected) =>
        Assert.Equal(expected, AgentRules.CheckAcademy(role, named, isKnown));

    [Fact]
    public void An_administrator_changes_others_in_service_and_not_himself()
    {
        var agent = Somebody();

        Assert.Null(AgentRules.CheckChange(agent, actorId: null));
        Assert.Null(AgentRules.CheckChange(agent, actorId: agent.Id + 1));
        Assert.Equal(AgentRefusal.Himself, AgentRules.CheckChange(agent, agent.Id));
        Assert.Equal(AgentRefusal.Unknown, AgentRules.CheckChange(null, actorId: null));
        agent.DisabledAt = Now;
        Assert.Equal(AgentRefusal.Disabled, AgentRules.CheckChange(agent, actorId: null));
    }

    [Fact]
    public void An_enrolment_link_serves_once_for_three_days_and_for_an_agent_in_service()
    {
        var agent = Somebody();
        agent.AwaitEnrolment([1], Now);

        Assert.Null(EnrolmentRules.Check(agent, Now.AddDays(3).AddTicks(-1)));
        Assert.Equal(EnrolmentRefusal.Expired, EnrolmentRules.Check(agent, Now.AddDays(3)));
        agent.Enrol("hash", [2], totpStep: 7);
        Assert.Equal(EnrolmentRefusal.Used, EnrolmentRules.Check(agent, Now));
        agent.AwaitEnrolment([3], Now);
        agent.DisabledAt = Now;
        Assert.Equal(EnrolmentRefusal.Unknown, EnrolmentRules.Check(agent, Now));
        Assert.Equal(EnrolmentRefusal.Unknown, EnrolmentRules.Check(null, Now));
    }

    [Fact]
    public void A_fresh_link_ends_what_the_agent_signed_in_with_and_the_sessions_that_it_opened()
    {
        var agent = Somebody();
        agent.Enrol("hash", [2], totpStep: 7);
        var session = Session(agent, isComplete: true);
        Assert.True(AgentSessionRules.IsAlive(session, agent, Now, new()));

        agent.AwaitEnrolment([1], Now);

        Assert.False(agent.IsEnrolled);
        Assert.False(AgentSessionRules.IsAlive(session, agent, Now, new()));
    }

    [Fact]
    public void Who_may_try_to_sign_in_is_in_service_and_enrolled()
    {
        var agent = Somebody();

        Assert.Equal(AgentSignInRefusal.UnknownAgent, AgentSignInRules.Check(null));
        Assert.Equal(AgentSignInRefusal.NotEnrolled, AgentSignInRules.Check(agent));
        agent.Enrol("hash", [2], totpStep: 7);
        Assert.Null(AgentSignInRules.Check(agent));
        agent.DisabledAt = Now;
        Assert.Equal(AgentSignInRefusal.Disabled, AgentSignInRules.Check(agent));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_code_serves_once_and_none_before_it_any_more(long step, bool expected)
    {
        var agent = Somebody();
        agent.Enrol("hash", [2], totpStep: 7);

        Assert.Equal(expected, AgentSignInRules.MayUse(agent, step));
    }

    [Theory]
    [InlineData(true, 0, 14, true)]
    [InlineData(true, 0, 15, false)]
    [InlineData(true, 479, 0, true)]
    [InlineData(true, 480, 0, false)]
    [InlineData(false, 4, 0, true)]
    [InlineData(false, 5, 0, false)]
    public void A_session_lasts_a_quarter_of_an_hour_idle_eight_hours_in_all_and_five_minutes_halfway(
        bool isComplete, int busyMinutes, int idleMinutes, bool alive)
    {
        var agent = Somebody();
        var session = Session(agent, isComplete);
        session.LastSeenAt = Now.AddMinutes(busyMinutes);

        Assert.Equal(alive, AgentSessionRules.IsAlive(session, agent, Now.AddMinutes(busyMinutes + idleMinutes), new()));
    }

    [Theory]
    [InlineData("onze lettres")]
    [InlineData("six canards au fond")]
    [InlineData("ééééééééééééééééééééééééééééééééééé")]
    public void A_long_password_of_whatever_characters_is_accepted(string password) =>
        Assert.Empty(AgentPasswordRules.Check(password, Somebody(), Common));

    [Theory]
    [InlineData("onze lettre", PasswordRefusal.TooShort)]
    [InlineData("éééééééééééééééééééééééééééééééééééé", PasswordRefusal.TooLong)]
    [InlineData("douze\tlettres", PasswordRefusal.Unreadable)]
    [InlineData("d.petit@ac-lille.fr", PasswordRefusal.SameAsAddress, PasswordRefusal.BuiltOnName)]
    [InlineData("dominique 2018", PasswordRefusal.BuiltOnName)]
    [InlineData("Le Petit chaperon", PasswordRefusal.BuiltOnName)]
    [InlineData("MotDePasse12", PasswordRefusal.TooCommon)]
    [InlineData("Éducation 2018", PasswordRefusal.TooCommon)]
    public void A_password_that_would_be_guessed_is_refused(string password, params PasswordRefusal[] expected) =>
        Assert.Equal(expected, AgentPasswordRules.Check(password, Somebody(), Common));

    private static Agent Somebody() => new()
    {
        Email = EmailAddress.Parse("d.petit@ac-lille.fr"),
        Name = "Dominique Petit",
        Role = AgentRole.Administrator,
        CreatedAt = Now,
    };

    private static AgentSession Session(Agent agent, bool isComplete) => new()
    {
        TokenHash = [1],
        AgentId = agent.Id,
        PasswordVersion = agent.PasswordVersion,
        IsComplete = isComplete,
        CreatedAt = Now,
        LastSeenAt = Now,
    };
}
