using System.Diagnostics.Metrics;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security.Passwords;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Watching;

/// <summary>States rather than events: what waits, for how long, and what is suspended. What the database knows is read four times a minute.</summary>
internal sealed partial class Gauges : TickingWorker
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    private readonly IServiceScopeFactory scopes;
    private readonly ILogger<Gauges> logger;

    /// <summary>Replaced as a whole; empty before the first look, and while the database is away: an old figure would reassure wrongly.</summary>
    private IReadOnlyList<Waiting> backlog = [];

    public Gauges(
        PortalMetrics metrics, ChannelStates channels, HashingThreads hashing, IServiceScopeFactory scopes, TimeProvider time, ILogger<Gauges> logger)
        : base(Tick, time)
    {
        (this.scopes, this.logger) = (scopes, logger);
        var meter = metrics.Meter;
        meter.CreateObservableGauge("portal.backlog.messages", () => Each(waiting => waiting.Count), description: "Messages that wait to leave.");
        meter.CreateObservableGauge(
            "portal.backlog.oldest", () => Each(waiting => waiting.Age.TotalSeconds), unit: "s", description: "Age of the oldest message that waits.");
        meter.CreateObservableGauge(
            "portal.circuit.open",
            () => Channels.Select(channel => new Measurement<int>(channels[channel].Circuit.IsOpen ? 1 : 0, Label(channel))),
            description: "1 while sending on a channel is suspended on this node.");
        meter.CreateObservableGauge("portal.hashing.waiting", () => hashing.Waiting, description: "Passwords that wait to be looked at.");
        meter.CreateObservableCounter("portal.hashing.turned_away", () => hashing.TurnedAway, description: "People asked to come back, since too many waited.");
        meter.CreateObservableGauge("portal.hashing.room", () => hashing.Room, description: "How many newcomers may wait at once.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryTickAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override async Task TickAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var now = Time.GetUtcNow().UtcDateTime;
        var waiting = await db.OutboxMessages
            .Where(message => message.NextAttemptAt != null || message.Status == OutboxStatus.Sending)
            .GroupBy(message => message.Channel)
            .Select(channel => new { channel.Key, Count = channel.Count(), Oldest = channel.Min(message => message.CreatedAt) })
            .ToDictionaryAsync(channel => channel.Key, cancellation);
        backlog =
        [
            .. Channels.Select(channel => waiting.TryGetValue(channel, out var found)
                ? new Waiting(channel, found.Count, now - found.Oldest)
                : new Waiting(channel, 0, TimeSpan.Zero)),
        ];
    }

    protected override void OnFailed(string failure)
    {
        backlog = [];
        LogLookFailed(logger, failure);
    }

    private IEnumerable<Measurement<double>> Each(Func<Waiting, double> figure) =>
        backlog.Select(waiting => new Measurement<double>(figure(waiting), Label(waiting.Channel)));

    private static KeyValuePair<string, object?> Label(Channel channel) => new("channel", channel.ToString());

    private sealed record Waiting(Channel Channel, int Count, TimeSpan Age);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The backlog could not be read for the metrics: {Failure}")]
    private static partial void LogLookFailed(ILogger logger, string failure);
}
