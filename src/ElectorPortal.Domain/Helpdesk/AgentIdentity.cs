using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>Who a provider of OpenID Connect says that somebody is.</summary>
/// <param name="VerifiedEmail">Null where the provider does not vouch for it.</param>
/// <param name="Level">How he showed who he is (<c>acr</c>).</param>
public sealed record AgentIdentity(string Issuer, string Subject, EmailAddress? VerifiedEmail, string? Level);

public static class AgentIdentityRules
{
    /// <summary>Null where what the provider says is enough to look for the agent.</summary>
    /// <param name="levels">Those that show two factors.</param>
    public static AgentSignInRefusal? Check(AgentIdentity identity, IReadOnlyCollection<string> levels) => identity switch
    {
        { Issuer.Length: 0 or > Agent.IdentityMaxLength } or { Subject.Length: 0 or > Agent.IdentityMaxLength } => AgentSignInRefusal.IdentityRefused,
        _ when identity.Level is null || !levels.Contains(identity.Level) => AgentSignInRefusal.WeakIdentity,
        _ => null,
    };

    /// <summary>Whether this agent is that identity: databases may compare without regard to case, a provider does not.</summary>
    public static bool IsBound(Agent agent, AgentIdentity identity) =>
        (agent.Issuer, agent.Subject) == (identity.Issuer, identity.Subject);

    /// <summary>Whether this agent, found by his address, becomes that identity: at the first sign-in, and never again.</summary>
    public static bool MayBind(Agent agent, AgentIdentity identity) =>
        agent is { DisabledAt: null, Issuer: null } && agent.Email == identity.VerifiedEmail;
}
