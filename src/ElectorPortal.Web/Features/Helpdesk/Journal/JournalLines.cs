using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>Puts names to entries: those of the electors whom the agent may see, and those of agents.</summary>
internal sealed class JournalLines(PortalDbContext db, SignedInAgent agent)
{
    public async Task<IReadOnlyList<JournalLine>> OfAsync(IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var all = entries.ToList();
        var electorIds = all.Select(entry => entry.ElectorId).OfType<int>().Distinct().ToList();
        var electors = await agent.Electors
            .Where(elector => electorIds.Contains(elector.Id))
            .Select(elector => new NamedElector(elector.Id, elector.Civility, elector.FirstNames, elector.BirthName, elector.UsageName))
            .ToDictionaryAsync(elector => elector.Id, cancellation);
        var agentIds = all.Select(entry => entry.AgentId).OfType<int>().Distinct().ToList();
        var agents = agentIds.Count == 0
            ? []
            : await db.Agents.Where(row => agentIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return
        [
            .. all.Select(entry => new JournalLine(
                entry,
                entry.ElectorId is { } elector ? electors.GetValueOrDefault(elector) : null,
                entry.AgentId is { } by ? agents.GetValueOrDefault(by) : null)),
        ];
    }
}
