namespace ElectorPortal.Domain.Helpdesk;

/// <summary>Why an enrolment is refused.</summary>
public enum EnrolmentRefusal
{
    /// <summary>No such link: damaged, invented, replaced by a newer one, or its agent is no longer in service.</summary>
    Unknown,
    Used,
    Expired,

    /// <summary>Not the six digits that the telephone shows.</summary>
    WrongCode,
    PasswordRefused,
}

public static class EnrolmentRules
{
    /// <summary>The link goes from hand to hand, and the agent may be away for a weekend.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(3);

    /// <summary>Null where the link of this agent may be used at that instant; the expiry itself is too late.</summary>
    public static EnrolmentRefusal? Check(Agent? agent, DateTime now) => agent switch
    {
        null or { DisabledAt: not null } => EnrolmentRefusal.Unknown,
        { EnrolmentExpiresAt: null } => EnrolmentRefusal.Used,
        _ when now >= agent.EnrolmentExpiresAt => EnrolmentRefusal.Expired,
        _ => null,
    };
}
