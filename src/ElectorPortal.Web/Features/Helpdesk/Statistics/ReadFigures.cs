using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Security.Agents;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>All figures of what the signed-in agent may see, a few seconds old at most.</summary>
internal sealed class ReadFigures(SignedInAgent agent, FigureQueries queries, FigureCache cache, TimeProvider time)
{
    public Task<Figures> ReadAsync(CancellationToken cancellation) => cache.GetAsync(agent.Scope, () => CountAsync(cancellation), cancellation);

    private async Task<Figures> CountAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var corps = await queries.ByCorpsAsync(cancellation);
        var opened = await queries.OpenedByHourAsync(cancellation);
        var asked = await queries.AskedByHourAsync(cancellation);
        List<FigureTable> tables =
        [
            Whole(corps),
            ActivityTables.ByHour(opened, asked, now),
            ActivityTables.ByDay(opened, asked, now),
        ];
        if (agent.Role != AgentRole.Agent)
            tables.Add(Table(FigureKind.Academies, "Académie", await queries.ByAcademyAsync(cancellation)));
        tables.Add(Table(FigureKind.Corps, "Corps", corps));
        tables.Add(Table(FigureKind.Contests, "Scrutin", await queries.ByContestAsync(cancellation)));
        tables.Add(Countries(await queries.ByRegionAsync(cancellation)));
        return new Figures(now, tables);
    }

    /// <summary>Every elector has one corps.</summary>
    private FigureTable Whole(Dictionary<string, Tally> corps) => new(
        FigureKind.Whole, "Périmètre", Tally.Columns,
        corps.Count == 0 ? [] : [Tally.Sum(corps.Values).ToRow(agent.Academy?.Name ?? "Toutes les académies")]);

    /// <summary>The greatest first.</summary>
    private static FigureTable Table(FigureKind kind, string rowTitle, Dictionary<string, Tally> tallies) => new(
        kind, rowTitle, Tally.Columns,
        [
            .. tallies.OrderByDescending(row => row.Value.Electors).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => row.Value.ToRow(row.Key)),
        ]);

    private static FigureTable Countries(Dictionary<string, Tally> tallies) => new(
        FigureKind.Countries, "Pays ou territoire du numéro", Tally.SmsColumns,
        [
            .. tallies.OrderByDescending(row => row.Value.Asked).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => row.Value.ToSmsRow(FrenchRegions.NameOf(row.Key))),
        ]);
}
