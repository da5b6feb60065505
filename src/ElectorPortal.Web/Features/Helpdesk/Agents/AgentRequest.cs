using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Security.Agents;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>Who is to join the helpdesk.</summary>
internal sealed record AgentRequest
{
    public required EmailAddress Email { get; init; }

    public required string Name { get; init; }

    public required AgentRole Role { get; init; }

    /// <summary>As somebody typed it; null or blank where none is named.</summary>
    public string? Academy { get; init; }
}

/// <summary>What became of a change to the agents.</summary>
internal abstract record AgentAnswer
{
    private AgentAnswer()
    {
    }

    /// <param name="Invitation">The new enrolment link; null where the change brings none.</param>
    public sealed record Done(EnrolmentInvitation? Invitation) : AgentAnswer;

    public sealed record Refused(AgentRefusal Reason) : AgentAnswer;
}
