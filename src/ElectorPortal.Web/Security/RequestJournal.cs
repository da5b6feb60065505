using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Security;

/// <summary>Adds what happens in a request to the unit of work, with the instant and the network address it came from.</summary>
internal sealed class RequestJournal(PortalDbContext db, IHttpContextAccessor accessor, TimeProvider time)
{
    /// <summary>UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public void Done(JournalKind kind, int? electorId, string? detail = null) =>
        Add(kind, JournalOutcome.Done, electorId, null, detail);

    /// <param name="reason">The refusal, one of the enums of the domain.</param>
    public void Refused(JournalKind kind, int? electorId, Enum reason, string? detail = null) =>
        Add(kind, JournalOutcome.Refused, electorId, reason.ToString(), detail);

    private void Add(JournalKind kind, JournalOutcome outcome, int? electorId, string? reason, string? detail) =>
        db.Journal.Add(new JournalEntry
        {
            At = Now,
            Kind = kind,
            Outcome = outcome,
            ElectorId = electorId,
            Reason = reason,
            Detail = detail,
            NetworkAddress = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
}
