using System.Data.Common;
using ElectorPortal.Domain.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// One pass over one channel of the outbox: claims what is due, hands it over, writes down together what comes back together. No transaction is
/// open while the network is touched.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxClaims claims, MessageHandOver handOver, OutboxLedger ledger, CircuitWatch circuits, TimeProvider time, ILogger<OutboxDispatcher> logger)
{
    private const int WriteTries = 3;

    /// <param name="stopping">
    /// Nothing more is claimed or begun; what is under way goes its way, within the limits of the senders.
    /// </param>
    /// <returns>How many messages were worked on.</returns>
    public async Task<int> RunOnceAsync(Channel channel, CancellationToken stopping)
    {
        await ledger.LoseLeasesAsync(channel, stopping);
        var claimed = await claims.TakeAsync(channel, stopping);
        if (claimed.Count == 0)
            return 0;

        var now = time.GetUtcNow().UtcDateTime;
        var superseded = await handOver.FindSupersededAsync(claimed, now, CancellationToken.None);
        using var turns = new SemaphoreSlim(ChannelWork.Of(channel).AtOnce);
        var underWay = claimed.Select(claim => superseded.Contains(claim.Message.Id)
            ? Task.FromResult<Settlement?>(new Settlement(claim, new DeliveryOutcome.Superseded()))
            : AttemptAsync(claim, turns, () => MayStillBegin(channel, now, stopping))).ToList();
        while (underWay.Count > 0)
        {
            await Task.WhenAny(underWay);
            Task all = Task.WhenAll(underWay);
            await all.WaitAsync(ChannelWork.Together, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var back = underWay.Where(attempt => attempt.IsCompleted).ToList();
            underWay.RemoveAll(back.Contains);
            await SettleAsync(channel, [.. (await Task.WhenAll(back)).OfType<Settlement>()]);
        }

        return claimed.Count;
    }

    /// <summary>Of a message that had to wait for its turn.</summary>
    private bool MayStillBegin(Channel channel, DateTime claimedAt, CancellationToken stopping) =>
        !stopping.IsCancellationRequested
        && !circuits.IsOpen(channel)
        && time.GetUtcNow().UtcDateTime - claimedAt < ChannelWork.LongestTurn;

    /// <returns>Null where nobody knows what became of it.</returns>
    private async Task<Settlement?> AttemptAsync(ClaimedMessage claim, SemaphoreSlim turns, Func<bool> mayStillBegin)
    {
        var turn = turns.WaitAsync(CancellationToken.None);
        var hadToWait = !turn.IsCompleted;
        await turn;
        try
        {
            if (hadToWait && !mayStillBegin())
                return new Settlement(claim, new DeliveryOutcome.NotBegun());

            return await handOver.SendAsync(claim, CancellationToken.None) is { } outcome ? new Settlement(claim, outcome) : null;
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task SettleAsync(Channel channel, IReadOnlyList<Settlement> back)
    {
        if (back.Count == 1 || !await TryWriteAsync(back, 1))
        {
            // One outcome that the database refuses must not take the others along.
            foreach (var settlement in back)
                await WriteAsync(settlement);
        }

        // Only now: the next trial is to find its message back in its place.
        foreach (var settlement in back)
            circuits.Record(channel, settlement.Outcome);
    }

    /// <summary>A message whose outcome cannot be written is in doubt when its lease ends.</summary>
    private async Task WriteAsync(Settlement settlement)
    {
        for (var tries = 1; tries <= WriteTries; tries++)
        {
            if (await TryWriteAsync([settlement], tries))
                return;
        }
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<Settlement> settlements, int tries)
    {
        try
        {
            foreach (var lost in await ledger.SettleAsync(settlements))
                LogLeaseLost(logger, lost.Message.Id);
            return true;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or RetryLimitExceededException)
        {
            foreach (var settlement in settlements)
                LogNotWritten(logger, settlement.Claim.Message.Id, tries, failure.GetBaseException().GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of message {OutboxId} could not be written, try {Try}: {Failure}")]
    private static partial void LogNotWritten(ILogger logger, Guid outboxId, int @try, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {OutboxId} was settled by somebody else before its attempt ended")]
    private static partial void LogLeaseLost(ILogger logger, Guid outboxId);
}
