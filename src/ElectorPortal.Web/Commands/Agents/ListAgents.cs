using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Agents;

/// <summary>Shows the operator who the agents are.</summary>
internal sealed class ListAgents(PortalDbContext db, TimeProvider time, CommandConsole console)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var agents = await db.Agents.AsNoTracking().Include(agent => agent.Academy).OrderBy(agent => agent.Email).ToListAsync(cancellation);
        console.WriteTable(
            ["Adresse", "Nom", "Rôle", "Académie", "État"],
            agents.Select(agent => new[]
            {
                agent.Email.Value, agent.Name, AgentTexts.Say(agent.Role), AgentTexts.AcademyOf(agent), AgentTexts.SayState(agent, now),
            }));
        return ExitCodes.Done;
    }
}
