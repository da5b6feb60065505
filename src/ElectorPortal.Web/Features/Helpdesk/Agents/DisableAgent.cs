using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>Puts an agent out: he cannot sign in any more, and his sessions end at their next request.</summary>
internal sealed class DisableAgent(PortalDbContext db, AgentLedger ledger)
{
    /// <param name="actorId">The administrator who asks; null for the operator.</param>
    public Task<AgentAnswer> DisableAsync(int? agentId, int? actorId, CancellationToken cancellation) => db.RetryOnConflictAsync(async () =>
    {
        var agent = await db.Agents.SingleOrDefaultAsync(row => row.Id == agentId, cancellation);
        if (AgentRules.CheckChange(agent, actorId) is { } refusal)
            return await ledger.RefuseAsync(JournalKind.AgentDisabled, agent, refusal, cancellation);

        agent!.DisabledAt = ledger.Now;
        return await ledger.SaveAsync(JournalKind.AgentDisabled, agent, null, cancellation);
    });
}
