using System.Diagnostics;
using System.Globalization;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>How many waiting SMS a second one portal hands over, and two on one database.</summary>
internal static class OutboxRate
{
    private static readonly TimeSpan[] Latencies = [TimeSpan.Zero, TimeSpan.FromMilliseconds(50)];

    public static async Task MeasureAsync(IEnumerable<Database> databases, int rounds, int messages)
    {
        Console.WriteLine($"SMS handed over per second, {messages} waiting, median of {rounds} rounds (lowest to highest)");
        foreach (var database in databases)
        {
            foreach (var latency in Latencies)
            {
                List<double> one = [], two = [];
                for (var round = 0; round < rounds; round++)
                {
                    one.Add(await RoundAsync(database, latency, 1, messages));
                    two.Add(await RoundAsync(database, latency, 2, messages));
                }

                var ratio = Figures.Percentile(two, 0.5) / Figures.Percentile(one, 0.5);
                Console.WriteLine(FormattableString.Invariant(
                    $"{database,-10} operator {latency.TotalMilliseconds,2} ms: one portal {Figures.Spread(one)}, two {Figures.Spread(two)}, ratio {ratio:0.00}"));
            }
        }
    }

    private static async Task<double> RoundAsync(Database database, TimeSpan latency, int portals, int messages)
    {
        await using var sms = await Operator.StartAsync(latency);
        await using var site = await CrashSite.StartAsync(database, 0, sms.Settings);
        await FillAsync(site.Aside, messages);

        await Task.WhenAll(Enumerable.Range(0, portals).Select(_ => site.AddPortalAsync()));
        await sms.ArrivalsAsync(messages);

        var (first, last) = (sms.Arrivals.Values.Min(), sms.Arrivals.Values.Max());
        return (messages - 1) / Stopwatch.GetElapsedTime(first, last).TotalSeconds;
    }

    private static Task FillAsync(PortalApp app, int messages) => InventedMessages.FillAsync(app, messages, (outbox, number, elector) =>
    {
        var sms = new SmsMessage
        {
            OutboxId = Guid.CreateVersion7(),
            To = "+33601" + number.ToString("000000", CultureInfo.InvariantCulture),
            Body = "Votre nouvel identifiant de vote: 68WMEUWD5AEJ",
        };
        outbox.Add(sms, new MobileNumber(sms.To, 33, "FR"), MessageTopic.PasswordNotice, elector, $"load:{number}");
    });
}
