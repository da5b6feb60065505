using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>A message that this worker holds, for as long as its lease.</summary>
/// <param name="AcademyId">Of the elector.</param>
/// <param name="WasInDoubt">An earlier attempt may have succeeded: the provider is asked before anything is sent again.</param>
/// <param name="Version">Of the row as claimed: another one means that somebody else settled it.</param>
internal sealed record ClaimedMessage(OutboxMessage Message, int AcademyId, byte[] Payload, bool WasInDoubt, int Version);

/// <summary>
/// Takes due messages, oldest first, each on condition that nobody changed its row, all in one save that is committed before
/// the network is touched. Of several workers that want the same rows one gets them.
/// </summary>
internal sealed class OutboxClaims(PortalDbContext db, ChannelStates channels, TimeProvider time)
{
    private static readonly string Owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    public async Task<IReadOnlyList<ClaimedMessage>> TakeAsync(Channel channel, CancellationToken cancellation)
    {
        var state = channels[channel];
        await state.Claiming.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                if (await TryTakeAsync(channel, state, cancellation) is { } claimed)
                    return claimed;
            }
        }
        finally
        {
            state.Claiming.Release();
        }
    }

    /// <returns>Null where another process took some of the same messages first.</returns>
    private async Task<IReadOnlyList<ClaimedMessage>?> TryTakeAsync(Channel channel, ChannelState state, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.OutboxMessages
            .Where(message => message.Channel == channel && message.NextAttemptAt <= now)
            .OrderBy(message => message.NextAttemptAt)
            .Take(ChannelWork.Of(channel).Claimed)
            .Join(db.Electors, message => message.ElectorId, elector => elector.Id, (message, elector) => new { message, elector.AcademyId })
            .OrderBy(row => row.message.NextAttemptAt)
            .ToListAsync(cancellation);
        if (due.Count == 0)
            return [];

        var leave = state.Pace.Take(state.Circuit.Allow(due.Count, now), now);
        var claimed = due.Take(leave).Select(row => Claim(row.message, row.AcademyId, now)).ToList();
        if (await db.TrySaveChangesAsync(cancellation))
            return [.. claimed.Select(claim => claim with { Version = claim.Message.Version })];

        state.Pace.Return(leave);
        state.Circuit.ReturnTrial(now);
        return null;
    }

    private static ClaimedMessage Claim(OutboxMessage message, int academy, DateTime now)
    {
        var claim = new ClaimedMessage(message, academy, message.Payload!, message.Status == OutboxStatus.Unknown, message.Version);
        message.Claim(Owner, now, DeliverySchedule.Lease);
        return claim;
    }
}
