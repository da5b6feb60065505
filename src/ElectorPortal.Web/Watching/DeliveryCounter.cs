using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Watching;

/// <summary>Counts what became of messages, once it is saved.</summary>
internal sealed class DeliveryCounter(PortalDbContext db, PortalMetrics metrics, WatchingOptions options)
{
    public async Task CountAsync(OutboxMessage message, DateTime now)
    {
        if (!options.IsSet)
            return;

        if (message.Status == OutboxStatus.Submitted)
            metrics.HandedOver(message.Channel, now - message.CreatedAt);
        if (message.Channel == Channel.Sms && message.RequestId is { } id)
            metrics.SmsEnded(await RegionAsync(id), message.Status);
    }

    /// <summary>A figure must not undo what was saved.</summary>
    private async Task<string> RegionAsync(Guid request)
    {
        try
        {
            return await db.ReassortRequests.Where(row => row.Id == request).Select(row => row.Region).SingleAsync();
        }
        catch (Exception failure) when (DatabaseOutage.IsOutage(failure))
        {
            return "unknown";
        }
    }
}
