using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class AgentIdentityRulesTests
{
    private static readonly AgentIdentity Known = new("https://fournisseur.example", "S1", EmailAddress.Parse("d.petit@ac-lille.fr"), "eidas2");
    private static readonly string[] Levels = ["eidas2", "eidas3"];

    [Fact]
    public void One_of_the_levels_asked_for_is_required()
    {
        Assert.Null(AgentIdentityRules.Check(Known, Levels));
        Assert.Equal(AgentSignInRefusal.WeakIdentity, AgentIdentityRules.Check(Known with { Level = "eidas1" }, Levels));
        Assert.Equal(AgentSignInRefusal.WeakIdentity, AgentIdentityRules.Check(Known with { Level = null }, Levels));
    }

    [Fact]
    public void An_identity_has_an_issuer_and_a_subject_that_can_be_kept()
    {
        var longest = new string('s', Agent.IdentityMaxLength);

        Assert.Null(AgentIdentityRules.Check(Known with { Subject = longest }, Levels));
        Assert.Equal(AgentSignInRefusal.IdentityRefused, AgentIdentityRules.Check(Known with { Subject = longest + 's' }, Levels));
        Assert.Equal(AgentSignInRefusal.IdentityRefused, AgentIdentityRules.Check(Known with { Subject = "" }, Levels));
        Assert.Equal(AgentSignInRefusal.IdentityRefused, AgentIdentityRules.Check(Known with { Issuer = "" }, Levels));
    }

    [Fact]
    public void An_agent_is_bound_once_by_a_verified_address_and_while_in_service()
    {
        var agent = Somebody();

        Assert.True(AgentIdentityRules.MayBind(agent, Known));
        Assert.False(AgentIdentityRules.MayBind(agent, Known with { VerifiedEmail = null }));
        Assert.False(AgentIdentityRules.MayBind(agent, Known with { VerifiedEmail = EmailAddress.Parse("autre@ac-lille.fr") }));
        agent.DisabledAt = DateTime.UnixEpoch;
        Assert.False(AgentIdentityRules.MayBind(agent, Known));
        agent.DisabledAt = null;
        (agent.Issuer, agent.Subject) = (Known.Issuer, "S2");
        Assert.False(AgentIdentityRules.MayBind(agent, Known));
    }

    [Fact]
    public void An_identity_is_itself_to_the_letter()
    {
        var agent = Somebody();
        (agent.Issuer, agent.Subject) = (Known.Issuer, Known.Subject);

        Assert.True(AgentIdentityRules.IsBound(agent, Known));
        Assert.False(AgentIdentityRules.IsBound(agent, Known with { Subject = "s1" }));
        Assert.False(AgentIdentityRules.IsBound(agent, Known with { Issuer = "https://autre.example" }));
    }

    private static Agent Somebody() => new()
    {
        Email = EmailAddress.Parse("d.petit@ac-lille.fr"),
        Name = "Dominique Petit",
        Role = AgentRole.Supervisor,
        CreatedAt = DateTime.UnixEpoch,
    };
}
