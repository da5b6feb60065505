using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>One request and where its two messages are.</summary>
internal sealed record FollowedRequest(ReassortRequest Request, OutboxMessage Mail, OutboxMessage Sms);

/// <summary>An elector's requests, newest first.</summary>
internal sealed class FollowUp(PortalDbContext db)
{
    public async Task<IReadOnlyList<FollowedRequest>> ReadAsync(int electorId, CancellationToken cancellation)
    {
        var requests = await db.ReassortRequests.AsNoTracking()
            .Where(request => request.ElectorId == electorId)
            .OrderByDescending(request => request.AcceptedAt)
            .ToListAsync(cancellation);
        var messages = await db.OutboxMessages.AsNoTracking()
            .Where(message => message.ElectorId == electorId && message.RequestId != null)
            .ToListAsync(cancellation);
        return [.. requests.Select(request => new FollowedRequest(
            request,
            messages.Single(message => message.RequestId == request.Id && message.Channel == Channel.Mail),
            messages.Single(message => message.RequestId == request.Id && message.Channel == Channel.Sms)))];
    }
}
