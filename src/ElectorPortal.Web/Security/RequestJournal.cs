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

    public void Done(JournalKind kind, int? electorId, string? detail = null) =>
        Add(kind, JournalOutcome.Done, electorId, null, detail);

    /// <param name="reason">The refusal, one of the enums of the domain.</param>
    public void Refused(JournalKind kind, int? electorId, Enum reason, string? detail = null) =>
        Add(kind, JournalOutcome.Refused, electorId, reason.ToString(), detail);

    private void Add(JournalKind kind, JournalOutcome outcome, int? electorId, string? reason, string? detail)
    {
        var agent = accessor.HttpContext?.Features.Get<AgentSession>();
        db.Journal.Add(new JournalEntry
        {
            At = Now,
            Kind = kind,
            Outcome = outcome,
            ElectorId = electorId,
            AgentId = agent?.AgentId,
            AcademyId = electorId is null ? agent?.Agent?.AcademyId : null,
            Reason = reason,
            Detail = detail,
            NetworkAddress = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
    }
}
