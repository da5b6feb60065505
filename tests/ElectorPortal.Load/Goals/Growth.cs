using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>P8: what ten times the electors and journal entries cost per request and per import, two portals in turn.</summary>
internal static class Growth
{
    private const int Times = 10;
    private const double MostPerRequest = 1.3;
    private const double MostPerImport = 11;

    /// <summary>One address of each kind of page whose data grows; those with a place for a number ask about another elector each time.</summary>
    private static readonly (string Name, string Path, bool IsElectors)[] Pages =
    [
        ("signed-in home", "/portail/accueil", true),
        ("the elector's contests", "/portail/scrutins", true),
        ("journal, newest first", "/helpdesk/journal", false),
        ("journal by elector", "/helpdesk/journal?electeur={0}", false),
        ("journal by académie", "/helpdesk/journal?academie=Amiens", false),
        ("electors by address", "/helpdesk/electeurs?electeur={0}", false),
    ];

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(IEnumerable<Database> databases, int rounds, int electors, int entries, int pages)
    {
        List<Finding> findings = [];
        foreach (var database in databases)
        {
            findings.AddRange(await RequestsAsync(database, rounds, electors, entries, pages));
            findings.Add(await ImportAsync(database, rounds, electors));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> RequestsAsync(Database database, int rounds, int electors, int entries, int pages)
    {
        await using var small = await Side.StartAsync(database, electors / Times, entries / Times);
        await using var large = await Side.StartAsync(database, electors, entries);
        var times = Pages.ToDictionary(page => page.Name, _ => (Small: new List<double>(), Large: new List<double>()));
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, path, isElectors) in Pages)
            {
                var (below, above) = (await small.TimeAsync(pages, path, isElectors), await large.TimeAsync(pages, path, isElectors));
                // The first round warms both up.
                if (round == 0)
                    continue;

                times[name].Small.AddRange(below);
                times[name].Large.AddRange(above);
            }
        }

        return [.. Pages.Select(page => Judge(database, page.Name, times[page.Name].Small, times[page.Name].Large))];
    }

    private static Finding Judge(Database database, string page, List<double> small, List<double> large)
    {
        var (few, many) = (Figures.Percentile(small, 0.5), Figures.Percentile(large, 0.5));
        return new Finding(
            "P8", $"{page}, {database}, {Times} times the data", $"{Figures.Text(few, "0.00")} ms, then {Figures.Text(many, "0.00")} ms: {Figures.Text(many / few, "0.00")} times",
            $"less than {Figures.Text(MostPerRequest, "0.0")}", many / few < MostPerRequest);
    }

    private static async Task<Finding> ImportAsync(Database database, int rounds, int electors)
    {
        var folder = Directory.CreateTempSubdirectory("portal-growth-").FullName;
        try
        {
            List<double> small = [], large = [];
            for (var round = 1; round <= rounds; round++)
            {
                small.Add(await ElectorImport.TimeAsync(database, electors / Times, folder));
                large.Add(await ElectorImport.TimeAsync(database, electors, folder));
            }

            var ratio = Figures.Percentile(large, 0.5) / Figures.Percentile(small, 0.5);
            return new Finding(
                "P8", $"import, {database}, {Times} times the electors", $"{Figures.Spread(small, "0.0")} s, then {Figures.Spread(large, "0.0")} s: {Figures.Text(ratio, "0.0")} times",
                $"at most {MostPerImport:0}", ratio <= MostPerImport);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One portal with its database, a browser of an elector and one of a supervisor.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private readonly Random random = new(1);
        private readonly CrashSite site;
        private readonly HttpClient elector;
        private readonly HttpClient supervisor;
        private readonly int electors;

        private Side(CrashSite site, HttpClient elector, HttpClient supervisor, int electors) =>
            (this.site, this.elector, this.supervisor, this.electors) = (site, elector, supervisor, electors);

        public static async Task<Side> StartAsync(Database database, int electors, int entries)
        {
            var site = await CrashSite.StartAsync(database, 0);
            await new InventedDatabase(site.Aside, database).FillAsync(electors, entries);
            var session = (await InventedSessions.OpenAsync(site.Aside, 1))[0];
            var agent = await site.Aside.Agents.OpenSessionAsync(await site.Aside.Agents.AddAsync(AgentRole.Supervisor));
            site.IsMeasured = true;
            var portal = await site.AddPortalAsync();
            return new Side(
                site, Browsers.Open(portal.Address, session.Cookie), Browsers.Open(portal.Address, $"{TestAgents.SessionCookie}={agent}"), electors);
        }

        public Task<List<double>> TimeAsync(int count, string path, bool isElectors) => Timing.OfEachAsync(count, async () =>
        {
            var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, InventedElectorate.Address(random.Next(electors) + 1).Value);
            using var answer = await (isElectors ? elector : supervisor).GetAsync(address);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}.");
            await answer.Content.ReadAsByteArrayAsync();
        });

        public async ValueTask DisposeAsync()
        {
            elector.Dispose();
            supervisor.Dispose();
            await site.DisposeAsync();
        }
    }
}
