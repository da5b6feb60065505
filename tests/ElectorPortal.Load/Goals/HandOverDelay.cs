using System.Collections.Concurrent;
using System.Diagnostics;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>How long after the answer "votre demande a été prise en compte" the SMS is with the operator, while requests keep coming.</summary>
internal static class HandOverDelay
{
    private const int VisitorsAtOnce = 8;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static async Task MeasureAsync(IEnumerable<Database> databases, int seconds, int perSecond)
    {
        Console.WriteLine($"From acceptance to the operator, {perSecond} requests a second for {seconds} s, an operator of {Latency.TotalMilliseconds} ms");
        foreach (var database in databases)
        {
            var (delays, lateness) = await RoundAsync(database, seconds * perSecond, perSecond);
            Console.WriteLine(FormattableString.Invariant(
                $"{database,-10} {delays.Count} SMS: p50 {Figures.Percentile(delays, 0.5):0} ms, p95 {Figures.Percentile(delays, 0.95):0} ms, p99 {Figures.Percentile(delays, 0.99):0} ms; the last post left {lateness:0} ms late"));
        }
    }

    private static async Task<(IReadOnlyCollection<double> Delays, double Lateness)> RoundAsync(Database database, int requests, int perSecond)
    {
        await using var sms = await Operator.StartAsync(Latency);
        await using var site = await CrashSite.StartAsync(database, 1, sms.Settings);
        var forms = await OpenFormsAsync(site, requests);

        var accepted = new ConcurrentDictionary<string, long>();
        var start = Stopwatch.GetTimestamp();
        var posts = new List<Task>();
        var lateness = 0.0;
        foreach (var (number, form) in forms)
        {
            var due = TimeSpan.FromSeconds((double)posts.Count / perSecond) - Stopwatch.GetElapsedTime(start);
            lateness = -due.TotalMilliseconds;
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            posts.Add(PostAsync(number, form, accepted));
        }

        await Task.WhenAll(posts);
        await sms.ArrivalsAsync(requests);
        return ([.. accepted.Select(post => Delay(post.Value, sms.Arrivals[post.Key]))], lateness);
    }

    /// <summary>An SMS may well be there before its elector has read that it will come.</summary>
    private static double Delay(long accepted, long arrived) =>
        Math.Max(0, Stopwatch.GetElapsedTime(accepted, arrived).TotalMilliseconds);

    private static async Task<IReadOnlyCollection<(string Number, TestPage Form)>> OpenFormsAsync(CrashSite site, int count)
    {
        var forms = new ConcurrentBag<(string, TestPage)>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = VisitorsAtOnce },
            async (_, _) =>
            {
                var visitor = await site.VisitAsync();
                forms.Add((CrashSite.PhoneOf(visitor.Person), await visitor.OpenFormAsync()));
            });
        return forms;
    }

    private static async Task PostAsync(string number, TestPage form, ConcurrentDictionary<string, long> accepted)
    {
        var answer = await form.PressAsync("Valider");
        if (answer.Location != "/portail/reassort/suivi")
            throw new InvalidOperationException($"A request was refused: {answer.MainText}");
        accepted[number] = Stopwatch.GetTimestamp();
    }
}
