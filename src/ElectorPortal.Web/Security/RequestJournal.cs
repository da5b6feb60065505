using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Security;

/// <summary>
/// Adds what happens in a request to the unit of work, with the instant, the network address it came from, and the agent of the helpdesk
/// who did it.
/// </summary>
internal sealed class RequestJournal(PortalDbContext db, IHttpContextAccessor accessor, TimeProvider time)
{
    /// <summary>UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>That what happens is asked from, where it is not done within its request.</summary>
    public string? NetworkAddress { private get; set; }

    /// <param name="remark">What deserves a look in it, one of the enums of the domain.</param>
    public void Done(JournalKind kind, int? electorId, string? detail = null, Enum? remark = null) =>
        Add(kind, JournalOutcome.Done, electorId, SignedIn, remark?.ToString(), detail);

    /// <summary>For an agent who has not yet shown both factors, or does no longer.</summary>
    public void DoneBy(Agent agent, JournalKind kind, string? detail = null) => Add(kind, JournalOutcome.Done, null, agent, null, detail);

    /// <param name="reason">The refusal, one of the enums of the domain.</param>
    public void Refused(JournalKind kind, int? electorId, Enum reason, string? detail = null) =>
        Add(kind, JournalOutcome.Refused, electorId, SignedIn, reason.ToString(), detail);

    /// <summary>As <see cref="DoneBy"/>; null for somebody whom the helpdesk does not know.</summary>
    public void RefusedBy(Agent? agent, JournalKind kind, Enum reason) =>
        Add(kind, JournalOutcome.Refused, null, agent, reason.ToString(), null);

    private Agent? SignedIn => accessor.HttpContext?.Features.Get<AgentSession>()?.Agent;

    private void Add(JournalKind kind, JournalOutcome outcome, int? electorId, Agent? agent, string? reason, string? detail) =>
        db.Journal.Add(new JournalEntry
        {
            At = Now,
            Kind = kind,
            Outcome = outcome,
            ElectorId = electorId,
            AgentId = agent?.Id,
            AcademyId = electorId is null ? agent?.AcademyId : null,
            Reason = reason,
            Detail = detail?.Length > JournalEntry.DetailMaxLength ? detail[..JournalEntry.DetailMaxLength] : detail,
            NetworkAddress = NetworkAddress ?? accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
}
