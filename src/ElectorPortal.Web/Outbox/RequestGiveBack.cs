using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// An SMS that failed for good gives its request back to the elector, once. Part of the caller's unit of work: should two of them try
/// at the same time, the second save is refused.
/// </summary>
internal sealed class RequestGiveBack(PortalDbContext db, TimeProvider time)
{
    public async Task ApplyAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message is not { Topic: MessageTopic.ReassortIdentifier, Status: OutboxStatus.FailedPermanent or OutboxStatus.Expired })
            return;

        var request = await db.ReassortRequests.SingleOrDefaultAsync(row => row.Id == message.RequestId, cancellation);
        if (request is null or { GivenBackAt: not null })
            return;

        var now = time.GetUtcNow().UtcDateTime;
        var elector = await db.Electors.SingleAsync(row => row.Id == request.ElectorId, cancellation);
        request.GivenBackAt = now;
        elector.Reassort.Used--;
        db.Journal.Add(new JournalEntry
        {
            At = now,
            Kind = JournalKind.ReassortGivenBack,
            Outcome = JournalOutcome.Done,
            ElectorId = request.ElectorId,
            Reason = message.LastError,
            Detail = request.MaskedNumber,
        });
    }
}
