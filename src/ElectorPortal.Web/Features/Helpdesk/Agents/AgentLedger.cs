using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>How each change to the agents ends: with its entry in the journal, in one save.</summary>
internal sealed class AgentLedger(PortalDbContext db, RequestJournal journal)
{
    public DateTime Now => journal.Now;

    public async Task<AgentAnswer> SaveAsync(
        JournalKind kind, Agent agent, EnrolmentInvitation? invitation, CancellationToken cancellation)
    {
        journal.Done(kind, null, Describe(agent));
        await db.SaveChangesAsync(cancellation);
        return new AgentAnswer.Done(invitation);
    }

    public async Task<AgentAnswer> RefuseAsync(JournalKind kind, Agent? agent, AgentRefusal reason, CancellationToken cancellation)
    {
        journal.Refused(kind, null, reason, agent is null ? null : Describe(agent));
        await db.SaveChangesAsync(cancellation);
        return new AgentAnswer.Refused(reason);
    }

    private static string Describe(Agent agent) => $"{agent.Name}, {agent.Email.Masked}, {agent.Role}";
}
