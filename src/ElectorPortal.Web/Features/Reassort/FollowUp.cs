using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Where one message of a request is.</summary>
/// <param name="LastError">The reason of the last failure, as <see cref="OutboxMessage.LastError"/>.</param>
internal sealed record FollowedMessage(Guid RequestId, Channel Channel, OutboxStatus Status, string? LastError)
{
    /// <summary>Nothing more will be heard of it.</summary>
    public bool IsSettled => OutboxMessage.IsFinalStatus(Status) || (Channel == Channel.Mail && Status == OutboxStatus.Submitted);
}

/// <summary>One request and where its messages are.</summary>
internal sealed record FollowedRequest(ReassortRequest Request, IReadOnlyList<FollowedMessage> Messages);

/// <param name="Now">UTC.</param>
internal sealed record FollowedRequests(IReadOnlyList<FollowedRequest> All, DateTime Now)
{
    /// <summary>Nothing is likely to change while somebody looks.</summary>
    public bool IsSettled => All.All(followed => followed.Messages.All(
        message => message.IsSettled || (IsLate(followed) && message.Status == OutboxStatus.Submitted)));

    /// <summary>The newest request's identifier has not left, or may not have arrived, and still may within the promised time.</summary>
    public bool IsExpected => All is [var newest, ..] && !IsLate(newest)
        && newest.Messages.Any(message => message.Channel == Channel.Sms && !message.IsSettled);

    public bool IsLate(FollowedRequest followed) => Now - followed.Request.AcceptedAt > LateMessages.Promise;
}

/// <summary>An elector's requests, newest first.</summary>
internal sealed class FollowUp(PortalDbContext db, TimeProvider time)
{
    public async Task<FollowedRequests> ReadAsync(int electorId, CancellationToken cancellation)
    {
        var requests = await db.ReassortRequests.AsNoTracking()
            .Where(request => request.ElectorId == electorId)
            .OrderByDescending(request => request.AcceptedAt)
            .ToListAsync(cancellation);
        var messages = await db.OutboxMessages.AsNoTracking()
            .Where(message => message.ElectorId == electorId && message.RequestId != null)
            // The SMS first: it is what the elector waits for.
            .OrderByDescending(message => message.Channel)
            .Select(message => new FollowedMessage(message.RequestId!.Value, message.Channel, message.Status, message.LastError))
            .ToListAsync(cancellation);
        return new FollowedRequests(
            [.. requests.Select(request => new FollowedRequest(request, messages.FindAll(message => message.RequestId == request.Id)))],
            time.GetUtcNow().UtcDateTime);
    }
}
