using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Watching;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// Applies a receipt: the message moves, forward only, in one save with its journal entry and what its failure gives back to the elector.
/// </summary>
internal sealed class ApplyReceipt(PortalDbContext db, RequestGiveBack giveBack, LinkSpacingLift spacing, DeliveryCounter counter, TimeProvider time)
{
    private const int Tries = 5;

    public async Task<ReceiptAnswer> ApplyAsync(Receipt receipt, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            db.ChangeTracker.Clear();
            var message = await db.OutboxMessages.Include(row => row.Events)
                .SingleOrDefaultAsync(row => row.Id == receipt.OutboxId && row.Channel == receipt.Channel, cancellation);
            if (message is null)
                return ReceiptAnswer.UnknownMessage;
            if (!Apply(message, receipt, time.GetUtcNow().UtcDateTime))
                return ReceiptAnswer.NoNews;

            await giveBack.ApplyAsync(message, cancellation);
            await spacing.ApplyAsync(message, cancellation);
            // The dispatcher, another receipt or the elector's own request may change a row first.
            if (!await db.TrySaveChangesAsync(cancellation))
                continue;

            await counter.CountAsync(message, time.GetUtcNow().UtcDateTime);
            return ReceiptAnswer.Taken;
        }

        return ReceiptAnswer.Busy;
    }

    /// <returns>Whether there is anything to save.</returns>
    private bool Apply(OutboxMessage message, Receipt receipt, DateTime now)
    {
        if (receipt.Status is not { } status)
        {
            Journal(message, JournalOutcome.Refused, "UnknownStatus", receipt.Reason, now);
            return true;
        }

        if (status == OutboxStatus.Submitted && receipt.Reason is { } late)
        {
            if (!message.Delay(late, now))
                return false;

            Journal(message, JournalOutcome.Done, "Delayed", late, now);
            return true;
        }

        if (!message.Report(status, now, receipt.Reason, receipt.Reference))
            return false;

        var outcome = status == OutboxStatus.FailedPermanent ? JournalOutcome.Failed : JournalOutcome.Done;
        Journal(message, outcome, status.ToString(), receipt.Reason, now);
        return true;
    }

    private void Journal(OutboxMessage message, JournalOutcome outcome, string reason, string? word, DateTime now) =>
        db.Journal.Add(new JournalEntry
        {
            At = now,
            Kind = JournalKind.Message,
            Outcome = outcome,
            ElectorId = message.ElectorId,
            Reason = reason,
            Detail = MessageFacts.Of(message, word).ToString(),
        });
}
