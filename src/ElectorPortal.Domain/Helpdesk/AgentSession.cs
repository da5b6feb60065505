using ElectorPortal.Domain.SignIn;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>An agent's session: the cookie holds a token, the database its keyed hash. All instants are UTC.</summary>
public sealed class AgentSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required byte[] TokenHash { get; init; }

    public required int AgentId { get; init; }

    public Agent? Agent { get; init; }

    /// <summary><see cref="Helpdesk.Agent.PasswordVersion"/> when it was opened.</summary>
    public required int PasswordVersion { get; init; }

    /// <summary>Both factors were shown; before that, the session opens nothing but the page that asks for the code.</summary>
    public required bool IsComplete { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime LastSeenAt { get; set; }
}

/// <summary>How long an agent's session lives (ASVS 7.1.1).</summary>
public sealed record AgentSessionTerms
{
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan AbsoluteTimeout { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Between the password and the code.</summary>
    public TimeSpan HalfwayTimeout { get; init; } = TimeSpan.FromMinutes(5);
}

public static class AgentSessionRules
{
    public static bool IsAlive(AgentSession session, Agent agent, DateTime now, AgentSessionTerms terms) =>
        agent.DisabledAt is null
        && session.PasswordVersion == agent.PasswordVersion
        && now < EndOf(session, terms).At;

    public static SessionEnd EndOf(AgentSession session, AgentSessionTerms terms) => SessionEnd.Of(
        session.CreatedAt, session.LastSeenAt, terms.IdleTimeout, session.IsComplete ? terms.AbsoluteTimeout : terms.HalfwayTimeout);
}
