using System.Diagnostics;
using System.Net;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Load.Goals;

/// <summary>P4, second half: electors ask for a new identifier, security code checked, everything committed before the answer; on PostgreSQL.</summary>
internal static class ReassortCrowd
{
    private const double LeastPerSecond = 300;
    private const double MostMilliseconds = 100;
    private const int Steady = 100;
    private const int AtOnce = 32;
    private static readonly ParallelOptions AllAtOnce = new() { MaxDegreeOfParallelism = AtOnce };

    private static readonly DateOnly Birth = new(1978, 3, 14);

    /// <param name="requests">Counted in each round; before them two thirds as many are sent uncounted: a portal that has just started compiles as it goes.</param>
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(int rounds, int seconds, int requests)
    {
        var warmUp = requests * 2 / 3;
        List<double> rates = [], slowest = [];
        for (var round = 0; round <= rounds; round++)
        {
            await using var site = await CrashSite.StartAsync(
                Database.PostgreSql, 0, ("Mail:Transport", "Demo"), ("Sms:Transport", "Demo"), ("Reassort:MaxPerHour", "1000000"));
            var sessions = await PrepareAsync(site.Aside, warmUp + requests + (Steady * seconds));
            site.IsMeasured = true;
            var portal = await site.AddPortalAsync();
            // All forms are open before the first is sent: their pages are no part of the figure.
            // One client for all, as wrk is: what a thousand of them cost would be no part of it either.
            using var http = Browsers.Open(portal.Address);
            var forms = new OpenForm[sessions.Count];
            await Parallel.ForAsync(0, forms.Length, AllAtOnce, async (number, _) => forms[number] = await OpenAsync(http, sessions[number]));
            await SendAsync(forms[..warmUp]);
            var begun = Stopwatch.GetTimestamp();
            await SendAsync(forms[warmUp..(warmUp + requests)]);
            var rate = requests / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var times = await Pace.RunAsync(Steady, Steady * seconds, number => forms[warmUp + requests + number].SendAsync());
            var accepted = await site.Aside.WithDbAsync(db => db.ReassortRequests.CountAsync());
            if (accepted != forms.Length)
                throw new InvalidOperationException($"{forms.Length} requests were answered, {accepted} are in the database.");
            // The first round warms the machine up.
            if (round == 0)
                continue;

            rates.Add(rate);
            slowest.Add(Figures.Percentile(times, 0.99));
        }

        return
        [
            new Finding("P4", $"requests accepted a second, {AtOnce} at a time", Figures.Spread(rates), $"at least {LeastPerSecond:0}", Figures.Percentile(rates, 0.5) >= LeastPerSecond),
            new Finding("P4", $"requests at {Steady} a second, p99", $"{Figures.Spread(slowest)} ms", $"under {MostMilliseconds:0} ms", Figures.Percentile(slowest, 0.5) < MostMilliseconds),
        ];
    }

    private static Task SendAsync(IEnumerable<OpenForm> forms) =>
        Parallel.ForEachAsync(forms, AllAtOnce, async (form, _) => await form.SendAsync());

    /// <summary>Signed-in electors whose NUMEN is known here.</summary>
    private static async Task<IReadOnlyList<InventedSession>> PrepareAsync(PortalApp app, int count)
    {
        await new InventedDatabase(app, Database.PostgreSql).FillAsync(count, 0);
        var hash = app.Services.GetRequiredService<KeyedHash>();
        await app.WithDbAsync(async db =>
        {
            foreach (var elector in await db.Electors.ToListAsync())
                (elector.NumenHash, elector.BirthDate) = (hash.Of(NumenOf(elector.Id)), Birth);
            return await db.SaveChangesAsync();
        });
        return await InventedSessions.OpenAsync(app, count);
    }

    private static Numen NumenOf(int elector) =>
        Numen.TryParse($"20E{elector:0000000}ABC", out var numen) ? numen : throw new InvalidOperationException("No NUMEN.");

    private static async Task<OpenForm> OpenAsync(HttpClient http, InventedSession session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ReassortJourney.Path);
        request.Headers.Add("Cookie", session.Cookie);
        using var answer = await http.SendAsync(request);
        var form = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var fields = form.QuerySelectorAll("main form input[type=hidden][name]")
            .GroupBy(input => input.GetAttribute("name")!).ToDictionary(same => same.Key, same => same.First().GetAttribute("value") ?? "");
        fields["Phone"] = CrashSite.PhoneOf(new TestElector("", "", Birth) { Id = session.Elector });
        fields["Numen"] = $"20E{session.Elector:0000000}ABC";
        fields["BirthDate"] = "14/03/1978";
        fields["SecurityCode"] = ReassortJourney.Code;
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : [];
        return new OpenForm(http, string.Join("; ", cookies.Prepend(session.Cookie)), fields);
    }

    private sealed record OpenForm(HttpClient Http, string Cookies, Dictionary<string, string> Fields)
    {
        public async Task SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, ReassortJourney.Path) { Content = new FormUrlEncodedContent(Fields) };
            request.Headers.Add("Cookie", Cookies);
            using var answer = await Http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.SeeOther)
                throw new InvalidOperationException($"A request was not taken: {answer.StatusCode}.");
        }
    }
}
