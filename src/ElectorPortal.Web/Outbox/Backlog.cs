using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// Says when so much waits to leave that another promise could not be kept in time: what would write a message is then refused, before
/// anything is used up.
/// </summary>
internal sealed class Backlog(PortalDbContext db, ChannelStates channels, OutboxOptions options, TimeProvider time)
{
    public async Task<bool> IsFullAsync(Channel channel, CancellationToken cancellation) =>
        !await channels[channel].Room.TakeAsync(time.GetUtcNow().UtcDateTime, async () => options.MaxBacklog - await WaitingAsync(channel, cancellation));

    private Task<int> WaitingAsync(Channel channel, CancellationToken cancellation) =>
        db.OutboxMessages
            .Where(message => message.Channel == channel && message.NextAttemptAt != null)
            .OrderBy(message => message.NextAttemptAt)
            .Take(options.MaxBacklog)
            .CountAsync(cancellation);
}
