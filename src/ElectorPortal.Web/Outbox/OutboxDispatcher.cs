using System.Data.Common;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// One pass over one channel of the outbox. A message is claimed by one conditional UPDATE, committed before the network is touched; what became of it
/// is saved by another. Several workers share the table: who loses a race moves on to the next row.
/// </summary>
internal sealed partial class OutboxDispatcher(
    PortalDbContext db, MessageHandOver handOver, RequestGiveBack giveBack, TimeProvider time, ILogger<OutboxDispatcher> logger)
{
    private const int BatchSize = 50;

    private static readonly string Owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>How many messages were worked on.</returns>
    public async Task<int> RunOnceAsync(Channel channel, CancellationToken cancellation)
    {
        await LoseLeasesAsync(channel, cancellation);

        var now = Now;
        var due = await db.OutboxMessages
            .Where(message => message.Channel == channel && message.NextAttemptAt <= now)
            .OrderBy(message => message.NextAttemptAt)
            .Select(message => message.Id)
            .Take(BatchSize)
            .ToListAsync(cancellation);
        var worked = 0;
        foreach (var id in due)
            worked += await WorkOrGoOnAsync(id, cancellation) ? 1 : 0;
        return worked;
    }

    /// <summary>One bad row never stops the others: what it held is found again when its lease ends.</summary>
    private async Task<bool> WorkOrGoOnAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await WorkAsync(id, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not DbException)
        {
            LogMessageFailed(logger, id, failure.GetType().Name);
            return false;
        }
    }

    /// <summary>A worker that held a message said nothing in time: the message is in doubt, or at the end of its tries.</summary>
    private async Task LoseLeasesAsync(Channel channel, CancellationToken cancellation)
    {
        var now = Now;
        var lost = await db.OutboxMessages
            .Where(message => message.Channel == channel && message.Status == OutboxStatus.Sending && message.LeaseUntil <= now)
            .Select(message => message.Id)
            .Take(BatchSize)
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
            await TrySaveAsync(cancellation);
        }
    }

    private async Task<bool> WorkAsync(Guid id, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var message = await db.OutboxMessages.SingleAsync(row => row.Id == id, cancellation);
        if (message.NextAttemptAt is null || message.NextAttemptAt > Now)
            return false;

        if (await handOver.IsSupersededAsync(message, cancellation))
        {
            message.Supersede(Now);
            Journal(message);
            return await TrySaveAsync(cancellation);
        }

        var wasUnknown = message.Status == OutboxStatus.Unknown;
        message.Claim(Owner, Now, DeliverySchedule.Lease);
        var content = message.Payload;
        if (!await TrySaveAsync(cancellation))
            return false;

        var outcome = await handOver.SendAsync(message, content!, wasUnknown, cancellation);
        if (!await TrySettleAsync(message, outcome))
            LogLeaseLost(logger, id);
        return true;
    }

    /// <summary>Where only the elector's own row changed meanwhile it is tried again; where the message did, somebody else settled it.</summary>
    private async Task<bool> TrySettleAsync(OutboxMessage message, DeliveryOutcome outcome)
    {
        var (id, claimed) = (message.Id, message.Version);
        while (message.Version == claimed)
        {
            message.Settle(outcome, Now);
            Journal(message);
            await giveBack.ApplyAsync(message, CancellationToken.None);
            if (await TrySaveAsync(CancellationToken.None))
                return true;

            message = await db.OutboxMessages.SingleAsync(row => row.Id == id, CancellationToken.None);
        }

        return false;
    }

    private void Journal(OutboxMessage message)
    {
        db.Journal.Add(new JournalEntry
        {
            At = Now,
            Kind = JournalKind.Message,
            Outcome = message.Status is OutboxStatus.FailedPermanent or OutboxStatus.Expired ? JournalOutcome.Failed : JournalOutcome.Done,
            ElectorId = message.ElectorId,
            Reason = message.Status.ToString(),
            Detail = $"{message.Topic} {message.MaskedRecipient}",
        });
    }

    /// <returns>False where another worker, or a callback, changed the row first.</returns>
    private async Task<bool> TrySaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {OutboxId} could not be worked on: {Failure}")]
    private static partial void LogMessageFailed(ILogger logger, Guid outboxId, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {OutboxId} was settled by somebody else before its attempt ended")]
    private static partial void LogLeaseLost(ILogger logger, Guid outboxId);
}
