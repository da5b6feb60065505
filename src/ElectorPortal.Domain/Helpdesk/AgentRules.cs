namespace ElectorPortal.Domain.Helpdesk;

/// <summary>Why an agent is not added, disabled or given a new enrolment link.</summary>
public enum AgentRefusal
{
    /// <summary>A plain agent helps the electors of one académie, which must be named.</summary>
    AcademyMissing,

    /// <summary>A supervisor and an administrator see every académie: none is to be named.</summary>
    AcademyUnexpected,
    AcademyUnknown,

    /// <summary>An agent in service has this address.</summary>
    AlreadyThere,

    /// <summary>No agent has this address.</summary>
    Unknown,
    Disabled,

    /// <summary>An administrator does not shut himself out.</summary>
    Himself,
}

public static class AgentRules
{
    /// <param name="named">An académie was named.</param>
    /// <param name="isKnown">The académie that was named exists.</param>
    public static AgentRefusal? CheckAcademy(AgentRole role, bool named, bool isKnown) => role switch
    {
        AgentRole.Agent when !named => AgentRefusal.AcademyMissing,
        AgentRole.Agent when !isKnown => AgentRefusal.AcademyUnknown,
        not AgentRole.Agent when named => AgentRefusal.AcademyUnexpected,
        _ => null,
    };

    /// <summary>Whether this agent may be disabled, or given a new enrolment link.</summary>
    /// <param name="actorId">The administrator who asks; null for the operator.</param>
    public static AgentRefusal? CheckChange(Agent? agent, int? actorId) => agent switch
    {
        null => AgentRefusal.Unknown,
        _ when agent.Id == actorId => AgentRefusal.Himself,
        { DisabledAt: not null } => AgentRefusal.Disabled,
        _ => null,
    };
}
