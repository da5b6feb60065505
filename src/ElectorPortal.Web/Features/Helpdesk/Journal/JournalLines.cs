using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>Puts names to entries: those of the electors whom the agent may see, and those of agents.</summary>
internal sealed class JournalLines(PortalDbContext db, SignedInAgent agent)
{
    /// <param name="known">Those whom the agent may see and whose names are at hand.</param>
    public async Task<IReadOnlyList<JournalLine>> OfAsync(
        IEnumerable<JournalEntry> entries, IEnumerable<NamedElector> known, CancellationToken cancellation)
    {
        var all = entries.ToList();
        var electors = await ElectorsAsync(all.Select(entry => entry.ElectorId).OfType<int>(), known, cancellation);
        var agents = await AgentsAsync(all.Select(entry => entry.AgentId).OfType<int>(), cancellation);
        return
        [
            .. all.Select(entry => new JournalLine(
                entry,
                entry.ElectorId is { } elector ? electors.GetValueOrDefault(elector) : null,
                entry.AgentId is { } by ? agents.GetValueOrDefault(by) : null)),
        ];
    }

    private async Task<Dictionary<int, NamedElector>> ElectorsAsync(
        IEnumerable<int> ids, IEnumerable<NamedElector> known, CancellationToken cancellation)
    {
        var electors = known.ToDictionary(elector => elector.Id);
        var missing = ids.Where(id => !electors.ContainsKey(id)).Distinct().ToList();
        if (missing.Count == 0)
            return electors;

        var read = agent.Electors
            .Where(elector => missing.Contains(elector.Id))
            .Select(elector => new NamedElector(elector.Id, elector.Civility, elector.FirstNames, elector.BirthName, elector.UsageName));
        await foreach (var elector in read.AsAsyncEnumerable().WithCancellation(cancellation))
            electors.Add(elector.Id, elector);
        return electors;
    }

    private async Task<Dictionary<int, string>> AgentsAsync(IEnumerable<int> ids, CancellationToken cancellation)
    {
        var all = ids.Distinct().ToList();
        return all.Count == 0
            ? []
            : await db.Agents.Where(row => all.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }
}
