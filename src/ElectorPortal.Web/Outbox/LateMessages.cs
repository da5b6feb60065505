using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>Alerts the operator, each minute for as long as it lasts, when messages wait longer than electors were told.</summary>
internal sealed partial class LateMessages(IServiceScopeFactory scopes, TimeProvider time, ILogger<LateMessages> logger)
    : TickingWorker(Tick, time)
{
    /// <summary>What the mails and the pages promise (contract §2).</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    /// <summary>One look at each channel.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var limit = Time.GetUtcNow().UtcDateTime - Promise;
        var late = await db.OutboxMessages
            .Where(message => (message.NextAttemptAt != null || message.Status == OutboxStatus.Sending) && message.CreatedAt < limit)
            .GroupBy(message => message.Channel)
            .Select(channel => new { channel.Key, Count = channel.Count(), Oldest = channel.Min(message => message.CreatedAt) })
            .ToListAsync(cancellation);
        foreach (var channel in late)
            LogLate(logger, channel.Key, channel.Count, channel.Oldest);
    }

    protected override Task TickAsync(CancellationToken cancellation) => LookAsync(cancellation);

    protected override void OnFailed(string failure) => LogLookFailed(logger, failure);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Channel}: {Count} messages wait for more than 15 minutes, the oldest since {Oldest:u}")]
    private static partial void LogLate(ILogger logger, Channel channel, int count, DateTime oldest);

    [LoggerMessage(Level = LogLevel.Error, Message = "The age of the waiting messages could not be read: {Failure}")]
    private static partial void LogLookFailed(ILogger logger, string failure);
}
