using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>Takes somebody into the helpdesk, or back into it, with a link to enrol.</summary>
internal sealed class AddAgent(PortalDbContext db, EnrolmentLinks links, AgentLedger ledger)
{
    public Task<AgentAnswer> AddAsync(AgentRequest request, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(() => TryAsync(request, cancellation));

    private async Task<AgentAnswer> TryAsync(AgentRequest request, CancellationToken cancellation)
    {
        var foldedName = Names.Fold(request.Academy ?? "");
        var academy = await db.Academies.SingleOrDefaultAsync(row => row.FoldedName == foldedName, cancellation);
        var former = await db.Agents.SingleOrDefaultAsync(row => row.Email == request.Email, cancellation);
        if (Check(request, academy, former) is { } refusal)
            return await ledger.RefuseAsync(JournalKind.AgentAdded, former, refusal, cancellation);

        var agent = former ?? New(request);
        agent.Name = request.Name;
        agent.Role = request.Role;
        agent.AcademyId = academy?.Id;
        agent.Academy = academy;
        agent.DisabledAt = null;
        // The address may be somebody else's by now.
        agent.Issuer = agent.Subject = null;
        return await ledger.SaveAsync(JournalKind.AgentAdded, agent, links.Renew(agent), cancellation);
    }

    private static AgentRefusal? Check(AgentRequest request, Academy? academy, Agent? former) =>
        AgentRules.CheckAcademy(request.Role, !string.IsNullOrWhiteSpace(request.Academy), academy is not null)
        ?? (former is { DisabledAt: null } ? AgentRefusal.AlreadyThere : null);

    private Agent New(AgentRequest request)
    {
        var agent = new Agent { Email = request.Email, Name = request.Name, Role = request.Role, CreatedAt = ledger.Now };
        db.Agents.Add(agent);
        return agent;
    }
}
