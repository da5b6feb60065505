using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Features.Helpdesk.Journal;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Load.Goals;

/// <summary>
/// How long the helpdesk waits for a page of a journal of ten million entries, over HTTP, beside the same rows read from the database alone;
/// then, once each, how long the figures take and the check of the whole chain.
/// </summary>
internal static class JournalSearch
{
    /// <summary>Rounds' worth of pages of each kind, before the first round: the portal compiles its code anew for as long as it finds out what is used most.</summary>
    private const int WarmUp = 3;
    private const int PageSize = 50;
    private const int FarPage = 1000;

    /// <summary>Goals, in milliseconds, of the 99th of a hundred pages.</summary>
    private const double JournalGoal = 10;
    private const double NamesGoal = 50;

    /// <param name="pages">Of each kind, in each round.</param>
    /// <returns>Whether every goal was met.</returns>
    public static async Task<bool> MeasureAsync(IEnumerable<Database> databases, int rounds, int electors, int entries, int pages)
    {
        var isMet = true;
        foreach (var database in databases)
            isMet &= await MeasureAsync(database, rounds, electors, entries, pages);
        return isMet;
    }

    private static async Task<bool> MeasureAsync(Database database, int rounds, int electors, int entries, int pages)
    {
        await using var site = await CrashSite.StartAsync(database, 0);
        await new InventedDatabase(site.Aside, database).FillAsync(electors, entries);
        var supervisor = await site.Aside.Agents.OpenSessionAsync(await site.Aside.Agents.AddAsync(AgentRole.Supervisor));
        var agent = await site.Aside.Agents.OpenSessionAsync(await site.Aside.Agents.AddAsync());
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        using var http = Browsers.Open(portal.Address, $"{TestAgents.SessionCookie}={supervisor}");
        using var plain = Browsers.Open(portal.Address, $"{TestAgents.SessionCookie}={agent}");
        var random = new Random(database.GetHashCode());
        var day = site.Aside.Now.AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var far = await FarPageAsync(site.Aside, "Amiens");

        string FirstLetters() => new[] { "am", "el", "fr", "he", "in", "je", "ka", "ma", "qu", "zo" }[random.Next(10)];
        (string Name, HttpClient Browser, Func<string> Path, double Goal)[] searches =
        [
            ("all, newest first", http, () => "/helpdesk/journal", JournalGoal),
            ("by elector", http, () => $"/helpdesk/journal?electeur={InventedElectorate.Address(random.Next(electors) + 1).Value}", JournalGoal),
            ("by académie and day", http, () => $"/helpdesk/journal?academie=Amiens&jour={day}", JournalGoal),
            ("by académie, page 1000", http, () => $"/helpdesk/journal?academie=Amiens&avant={far}", JournalGoal),
            ("an agent's, page 1000", plain, () => $"/helpdesk/journal?avant={far}", JournalGoal),
            ("by kind and outcome", http, () => "/helpdesk/journal?evenement=Message&resultat=Failed", JournalGoal),
            ("by académie, rare kind", http, () => "/helpdesk/journal?academie=Amiens&evenement=ReassortFrozen", JournalGoal),
            ("names without accents", http, () => $"/helpdesk/electeurs?electeur=lefevre+{FirstLetters()}", NamesGoal),
            ("a rare name", http, () => "/helpdesk/electeurs?electeur=trenenemont", NamesGoal),
            ("an agent's names", plain, () => $"/helpdesk/electeurs?electeur=lefevre+{FirstLetters()}", NamesGoal),
        ];
        var times = searches.ToDictionary(page => page.Name, _ => new List<double>());
        List<double> floor = [], electorFloor = [];
        for (var round = 0; round <= rounds; round++)
        {
            var count = round == 0 ? WarmUp * pages : pages;
            foreach (var (name, browser, path, _) in searches)
            {
                var taken = await Timing.OfEachAsync(count, () => browser.GetByteArrayAsync(path()));
                if (round > 0)
                    times[name].AddRange(taken);
            }

            var read = await Timing.OfEachAsync(count, () => ReadRowsAsync(site.Aside, far));
            var readOfElector = await Timing.OfEachAsync(count, () => ReadRowsAsync(site.Aside, random.Next(electors) + 1));
            if (round == 0)
                continue;

            floor.AddRange(read);
            electorFloor.AddRange(readOfElector);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{database}, ms, {rounds} rounds of {pages}; rows alone, mapped, in one process: by académie from page {FarPage} {Say(floor)}; by elector {Say(electorFloor)}"));
        foreach (var (name, _, _, goal) in searches)
            Console.WriteLine(FormattableString.Invariant($"  {name,-24} {Say(times[name])}  goal p99 {goal:0}: {Figures.Verdict(Figures.Percentile(times[name], 0.99) < goal)}"));
        var nobody = await Timing.OfEachAsync(5, () => http.GetByteArrayAsync("/helpdesk/electeurs?electeur=lefevre+bm"));
        Console.WriteLine(FormattableString.Invariant($"  a name that nobody bears, among all: {Say(nobody)}"));
        Console.WriteLine(FormattableString.Invariant($"  figures, not counted yet: {(await Timing.OfEachAsync(1, () => http.GetByteArrayAsync("/helpdesk/statistiques")))[0]:0} ms"));
        Console.WriteLine(FormattableString.Invariant($"  check of the whole chain: {(await Timing.OfEachAsync(1, () => CheckAsync(site.Aside)))[0] / 1000:0.0} s"));
        return searches.All(page => Figures.Percentile(times[page.Name], 0.99) < page.Goal);
    }

    /// <summary>Where the page before the far one ends.</summary>
    private static Task<JournalCursor> FarPageAsync(PortalApp app, string academy) => app.WithDbAsync(async db =>
    {
        var academyId = await db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync();
        var last = await db.Journal.AsNoTracking().Where(entry => entry.AcademyId == academyId)
            .NewestFirst()
            .Skip((FarPage - 1) * PageSize).FirstOrDefaultAsync()
            ?? await db.Journal.AsNoTracking().OrderBy(entry => entry.Id).FirstAsync();
        return JournalCursor.Of(last);
    });

    private static Task<List<JournalEntry>> ReadRowsAsync(PortalApp app, JournalCursor place) => app.WithDbAsync(async db =>
    {
        var academyId = await db.Academies.Where(row => row.Name == "Amiens").Select(row => row.Id).SingleAsync();
        return await db.Journal.AsNoTracking().Where(entry => entry.AcademyId == academyId).OlderThan(place)
            .NewestFirst().Take(PageSize).ToListAsync();
    });

    /// <summary>Another elector's each time: most of them from pages that nobody has asked for, as with the page.</summary>
    private static Task<List<JournalEntry>> ReadRowsAsync(PortalApp app, int elector) => app.WithDbAsync(db =>
        db.Journal.AsNoTracking().Where(entry => entry.ElectorId == elector).NewestFirst().Take(PageSize).ToListAsync());

    private static async Task CheckAsync(PortalApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<JournalChain>().VerifyAsync(null, default);
        if (verdict.Broken is { } broken)
            throw new InvalidOperationException($"The chain is broken: {broken}");
    }

    private static string Say(List<double> times) =>
        FormattableString.Invariant($"p50 {Figures.Percentile(times, 0.5),6:0.0}  p99 {Figures.Percentile(times, 0.99),6:0.0}");
}
