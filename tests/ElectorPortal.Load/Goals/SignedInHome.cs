using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>P2: the home page of a signed-in elector, whose session is read from PostgreSQL at each request.</summary>
internal static class SignedInHome
{
    private const double LeastShare = 0.22;
    private const double TimesExpress = 1.9;
    private const int Sessions = 1000;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, int rounds, int seconds, int electors)
    {
        using var floor = await programs.StartFloorAsync();
        await using var site = await CrashSite.StartAsync(Database.PostgreSql, 0);
        await new InventedDatabase(site.Aside, Database.PostgreSql).FillAsync(electors, 0);
        var sessions = await InventedSessions.OpenAsync(site.Aside, Sessions);
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        var page = new Uri(portal.Address, "/portail/accueil");
        using var own = Browsers.Open(portal.Address, sessions[0].Cookie);
        var model = await PortalPages.TemplateAsync(own, page.AbsolutePath, sessions[0].Name);
        await using var express = await programs.StartExpressAsync(model, processes: 1, site.Aside.OwnDatabase.ConnectionString);
        await using var spread = await programs.StartExpressAsync(model, Environment.ProcessorCount, site.Aside.OwnDatabase.ConnectionString);
        var peers = Script(sessions.Select(session => $"elector={session.Elector}"));
        List<double> template = [], home = [], inExpress = [], inSeveral = [];
        for (var round = 0; round <= rounds; round++)
        {
            var (below, above) = (await Wrk.RunAsync(floor.Address, seconds), await Wrk.RunAsync(page, seconds, Script(sessions.Select(session => session.Cookie))));
            var beside = await Wrk.RunAsync(new Uri(express.Address, "/home"), seconds, peers);
            var several = await Wrk.RunAsync(new Uri(spread.Address, "/home"), seconds, peers);
            if (round == 0)
                continue;

            template.Add(below.PerSecond);
            home.Add(above.PerSecond);
            inExpress.Add(beside.PerSecond);
            inSeveral.Add(several.PerSecond);
        }

        await AssertOwnPagesAsync(page, sessions);
        var share = Figures.Ratio(home, template);
        return
        [
            new Finding("P2", "signed-in home on PostgreSQL, requests a second", $"{Figures.Spread(home)}, template {Figures.Spread(template)}: {Figures.Text(share, "0.00")} times", "at least 0.22", share >= LeastShare),
            Finding.Beside("P2", "the same page in Express, one process, as it comes", home, inExpress, TimesExpress),
            Finding.Beside("P2", "the same page in Express, a process per core", home, inSeveral, null),
        ];
    }

    /// <summary>Each request by the next elector.</summary>
    private static string Script(IEnumerable<string> cookies) =>
        $$"""
        local cookies = { {{string.Join(", ", cookies.Select(cookie => $"\"{cookie}\""))}} }
        local number = 0
        request = function()
          number = number % #cookies + 1
          return wrk.format("GET", nil, { ["Cookie"] = cookies[number] })
        end
        """;

    /// <summary>Under load, everybody still reads his own page and nobody else's.</summary>
    private static async Task AssertOwnPagesAsync(Uri page, IReadOnlyCollection<InventedSession> sessions)
    {
        using var http = Browsers.Open(page);
        await Parallel.ForEachAsync(sessions, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (session, cancellation) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page.AbsolutePath);
            request.Headers.Add("Cookie", session.Cookie);
            using var answer = await http.SendAsync(request, cancellation);
            var text = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancellation));
            if (!text.Contains(session.Name, StringComparison.Ordinal))
                throw new InvalidOperationException($"The page of {session.Name} is not his ({(int)answer.StatusCode}, {answer.Headers.Location}).");
        });
    }
}
