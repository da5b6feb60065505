using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// An elector whose activation or reset mail came back need not wait before he asks for another. Part of the caller's unit of work.
/// </summary>
internal sealed class LinkSpacingLift(PortalDbContext db)
{
    public async Task ApplyAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message is not { Topic: MessageTopic.Activation or MessageTopic.Reset, Status: OutboxStatus.FailedPermanent })
            return;

        var elector = await db.Electors.SingleAsync(row => row.Id == message.ElectorId, cancellation);
        // A newer link may be on its way: that one keeps its distance.
        if (elector.LinkSentAt <= message.CreatedAt)
            elector.LinkSentAt = null;
    }
}
