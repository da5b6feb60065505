using System.Diagnostics.Metrics;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Watching;

/// <summary>What the portal counts of its own work, for the person on duty. No label ever names or locates a person.</summary>
internal sealed class PortalMetrics
{
    public const string MeterName = "ElectorPortal";

    /// <summary>Seconds; the goal is 2, the promise to electors 15 minutes.</summary>
    private static readonly double[] DelayBounds = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];

    private readonly Counter<long> entries;
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> handOver;

    public PortalMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(MeterName);
        entries = Meter.CreateCounter<long>("portal.journal.entries", description: "Entries of the journal: what was asked, with what outcome, refused for what reason.");
        deliveries = Meter.CreateCounter<long>("portal.sms.deliveries", description: "What became of SMS, by country of the number.");
        handOver = Meter.CreateHistogram(
            "portal.handover.delay",
            unit: "s",
            description: "From the promise of a message to its hand-over.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DelayBounds });
    }

    public Meter Meter { get; }

    public void Written(JournalEntry entry) => entries.Add(
        1, new("kind", entry.Kind.ToString()), new("outcome", entry.Outcome.ToString()), new("reason", entry.Reason ?? "none"));

    public void HandedOver(Channel channel, TimeSpan delay) => handOver.Record(delay.TotalSeconds, new KeyValuePair<string, object?>("channel", channel.ToString()));

    /// <param name="region">ISO 3166, as a request keeps it.</param>
    public void SmsEnded(string region, OutboxStatus status) => deliveries.Add(1, new("region", region), new("status", status.ToString()));
}
