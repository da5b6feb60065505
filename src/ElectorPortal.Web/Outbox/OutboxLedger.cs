using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Watching;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>Writes what became of a message: its new state, its journal entry and the request that it may give back, in one save.</summary>
internal sealed class OutboxLedger(PortalDbContext db, RequestGiveBack giveBack, DeliveryCounter counter, TimeProvider time)
{
    private const int LeasesAtOnce = 50;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>False where somebody else (a callback, a worker that thought this one dead) settled the message first.</returns>
    public async Task<bool> SettleAsync(ClaimedMessage claim, DeliveryOutcome outcome)
    {
        var id = claim.Message.Id;
        while (true)
        {
            db.ChangeTracker.Clear();
            var message = await db.OutboxMessages.SingleAsync(row => row.Id == id);
            if (message.Version != claim.Version)
                return false;

            var earlierError = message.LastError;
            message.Settle(outcome, Now, claim.WasInDoubt);
            if (!IsSameWait(message, earlierError))
                Journal(message);
            await giveBack.ApplyAsync(message, CancellationToken.None);
            // Where only the elector's own row changed meanwhile it is tried again.
            if (!await db.TrySaveChangesAsync(CancellationToken.None))
                continue;

            await counter.CountAsync(message, Now);
            return true;
        }
    }

    /// <summary>A worker that held a message said nothing in time: the message is in doubt, or at the end of its tries.</summary>
    public async Task LoseLeasesAsync(Channel channel, CancellationToken cancellation)
    {
        var now = Now;
        var lost = await db.OutboxMessages
            .Where(message => message.Channel == channel && message.Status == OutboxStatus.Sending && message.LeaseUntil <= now)
            .OrderBy(message => message.LeaseUntil)
            .Select(message => message.Id)
            .Take(LeasesAtOnce)
            .ToListAsync(cancellation);
        foreach (var id in lost)
        {
            db.ChangeTracker.Clear();
            var message = await db.OutboxMessages.SingleAsync(row => row.Id == id, cancellation);
            if (message.Status != OutboxStatus.Sending || message.LeaseUntil > now)
                continue;

            message.LoseLease(now);
            Journal(message);
            await giveBack.ApplyAsync(message, cancellation);
            await db.TrySaveChangesAsync(cancellation);
        }
    }

    /// <summary>An outage of the provider is told once for a message, not at each trial.</summary>
    private static bool IsSameWait(OutboxMessage message, string? earlierError) =>
        message.Status is OutboxStatus.FailedTemporary or OutboxStatus.Unknown && message.LastError == earlierError;

    private void Journal(OutboxMessage message) =>
        db.Journal.Add(new JournalEntry
        {
            At = Now,
            Kind = JournalKind.Message,
            Outcome = message.Status is OutboxStatus.FailedPermanent or OutboxStatus.Expired ? JournalOutcome.Failed : JournalOutcome.Done,
            ElectorId = message.ElectorId,
            Reason = message.Status.ToString(),
            Detail = MessageFacts.Of(message, message.Events[^1].Reason).ToString(),
        });
}
