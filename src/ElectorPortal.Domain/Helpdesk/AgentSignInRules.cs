namespace ElectorPortal.Domain.Helpdesk;

/// <summary>Why an agent is not let in: for the journal; the page does not tell the first four apart.</summary>
public enum AgentSignInRefusal
{
    UnknownAgent,
    Disabled,
    NotEnrolled,
    WrongPassword,

    /// <summary>Too many wrong tries lately: not even the right one is looked at.</summary>
    MustWait,
    WrongCode,

    /// <summary>A good code that has served, or one older than the last that served.</summary>
    UsedCode,
    WrongRecoveryCode,

    /// <summary>The provider that vouches for agents did not, or not in a way that can be verified.</summary>
    IdentityRefused,

    /// <summary>The provider was shown less than two factors.</summary>
    WeakIdentity,
}

public static class AgentSignInRules
{
    /// <summary>Null where the agent may try to sign in with a password and a code.</summary>
    public static AgentSignInRefusal? Check(Agent? agent) => agent switch
    {
        null => AgentSignInRefusal.UnknownAgent,
        { DisabledAt: not null } => AgentSignInRefusal.Disabled,
        { IsEnrolled: false } => AgentSignInRefusal.NotEnrolled,
        _ => null,
    };

    /// <summary>A code serves once, and none before it serves any more.</summary>
    public static bool MayUse(Agent agent, long step) => step > agent.LastTotpStep;
}
