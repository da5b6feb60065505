using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>
/// A new enrolment link, for an agent who lost his telephone and recovery codes, or his link. What was lost opens nothing any more.
/// </summary>
internal sealed class ResetAgent(PortalDbContext db, EnrolmentLinks links, AgentLedger ledger)
{
    /// <param name="actorId">The administrator who asks; null for the operator.</param>
    public Task<AgentAnswer> ResetAsync(int? agentId, int? actorId, CancellationToken cancellation) => db.RetryOnConflictAsync(async () =>
    {
        var agent = await db.Agents.Include(row => row.Academy).SingleOrDefaultAsync(row => row.Id == agentId, cancellation);
        if (AgentRules.CheckChange(agent, actorId) is { } refusal)
            return await ledger.RefuseAsync(JournalKind.AgentReset, agent, refusal, cancellation);

        return await ledger.SaveAsync(JournalKind.AgentReset, agent!, links.Renew(agent!), cancellation);
    });
}
