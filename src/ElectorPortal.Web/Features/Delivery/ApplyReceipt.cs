using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Delivery;

/// <summary>What Twilio reports about a message after it took it.</summary>
internal sealed record Receipt
{
    public required Guid OutboxId { get; init; }

    /// <summary>Twilio's word for the state; it may be one that we do not know.</summary>
    public required string Word { get; init; }

    public string? ErrorCode { get; init; }

    /// <summary>Twilio's number for the message.</summary>
    public string? Reference { get; init; }
}

internal enum ReceiptAnswer
{
    Taken,
    UnknownMessage,

    /// <summary>Others kept changing the message: to be reported again.</summary>
    Busy,
}

/// <summary>Applies a receipt: the message moves, forward only, in one save with its journal entry and the request it may give back.</summary>
internal sealed class ApplyReceipt(PortalDbContext db, RequestGiveBack giveBack, TimeProvider time)
{
    private const int Tries = 5;

    public async Task<ReceiptAnswer> ApplyAsync(Receipt receipt, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            db.ChangeTracker.Clear();
            var message = await db.OutboxMessages.SingleOrDefaultAsync(
                row => row.Id == receipt.OutboxId && row.Channel == Channel.Sms, cancellation);
            if (message is null)
                return ReceiptAnswer.UnknownMessage;

            await ApplyAsync(message, receipt, cancellation);
            if (await TrySaveAsync(cancellation))
                return ReceiptAnswer.Taken;
        }

        return ReceiptAnswer.Busy;
    }

    private async Task ApplyAsync(OutboxMessage message, Receipt receipt, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (TwilioStatus.Parse(receipt.Word) is not { } status)
        {
            Journal(message, JournalOutcome.Refused, "UnknownStatus", TwilioStatus.Plain(receipt.Word), now);
            return;
        }

        var isFailure = status == OutboxStatus.FailedPermanent;
        var reason = isFailure ? TwilioStatus.Plain(receipt.ErrorCode ?? receipt.Word) : null;
        if (!message.Report(status, now, reason, receipt.Reference))
            return;

        Journal(message, isFailure ? JournalOutcome.Failed : JournalOutcome.Done, status.ToString(), reason, now);
        await giveBack.ApplyAsync(message, cancellation);
    }

    private void Journal(OutboxMessage message, JournalOutcome outcome, string reason, string? word, DateTime now) =>
        db.Journal.Add(new JournalEntry
        {
            At = now,
            Kind = JournalKind.Message,
            Outcome = outcome,
            ElectorId = message.ElectorId,
            Reason = reason,
            Detail = $"{message.Topic} {message.MaskedRecipient} {word}".TrimEnd(),
        });

    /// <returns>False where the dispatcher, another receipt or the elector's own request changed a row first.</returns>
    private async Task<bool> TrySaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
