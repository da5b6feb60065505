using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Watching;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>What became of an attempt.</summary>
internal sealed record Settlement(ClaimedMessage Claim, DeliveryOutcome Outcome);

/// <summary>Writes what became of messages: their new states, journal entries and the requests that they may give back, in one save.</summary>
internal sealed class OutboxLedger(PortalDbContext db, RequestGiveBack giveBack, DeliveryCounter counter, TimeProvider time)
{
    private const int LeasesAtOnce = 50;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>Those that somebody else (a callback, a worker that thought this one dead) settled first.</returns>
    public async Task<IReadOnlyList<ClaimedMessage>> SettleAsync(IReadOnlyList<Settlement> settlements)
    {
        while (true)
        {
            var rows = await RowsAsync(settlements);
            var ours = settlements.ToLookup(settlement => rows[settlement.Claim.Message.Id].Version == settlement.Claim.Version);
            foreach (var settlement in ours[true])
                await SettleAsync(rows[settlement.Claim.Message.Id], settlement);

            // Where a row changed meanwhile, a message's or an elector's own, all are judged again.
            if (!await db.TrySaveChangesAsync(CancellationToken.None))
                continue;

            foreach (var settlement in ours[true])
                await counter.CountAsync(rows[settlement.Claim.Message.Id], Now);
            return [.. ours[false].Select(lost => lost.Claim)];
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

    /// <summary>As they were claimed, for a first try: the save finds out whether somebody else changed them. Else as they have become.</summary>
    private async Task<Dictionary<Guid, OutboxMessage>> RowsAsync(IReadOnlyList<Settlement> settlements)
    {
        db.ChangeTracker.Clear();
        var rows = settlements.Select(settlement => settlement.Claim.Message).ToDictionary(message => message.Id);
        if (!rows.Values.All(message => message.Status == OutboxStatus.Sending))
            return await db.OutboxMessages.Where(message => rows.Keys.Contains(message.Id)).ToDictionaryAsync(message => message.Id);

        db.AttachRange(rows.Values);
        return rows;
    }

    private async Task SettleAsync(OutboxMessage message, Settlement settlement)
    {
        var earlierError = message.LastError;
        message.Settle(settlement.Outcome, Now, settlement.Claim.WasInDoubt);
        if (!IsSameWait(message, earlierError))
            Journal(message, settlement.Claim.AcademyId);
        await giveBack.ApplyAsync(message, CancellationToken.None);
    }

    /// <summary>An outage of the provider is told once for a message, not at each trial.</summary>
    private static bool IsSameWait(OutboxMessage message, string? earlierError) =>
        message.Status is OutboxStatus.FailedTemporary or OutboxStatus.Unknown && message.LastError == earlierError;

    private void Journal(OutboxMessage message, int? academy = null) =>
        db.Journal.Add(new JournalEntry
        {
            At = Now,
            Kind = JournalKind.Message,
            Outcome = message.Status is OutboxStatus.FailedPermanent or OutboxStatus.Expired ? JournalOutcome.Failed : JournalOutcome.Done,
            ElectorId = message.ElectorId,
            AcademyId = academy,
            Reason = message.Status.ToString(),
            Detail = MessageFacts.Of(message, message.Events[^1].Reason).ToString(),
        });
}
