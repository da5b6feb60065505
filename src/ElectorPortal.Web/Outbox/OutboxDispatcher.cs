using System.Data.Common;
using ElectorPortal.Domain.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// One pass over one channel of the outbox: claims what is due, hands it over side by side, writes each outcome as it comes. No transaction
/// is open while the network is touched.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxClaims claims, MessageHandOver handOver, OutboxLedger ledger, CircuitWatch circuits, TimeProvider time, ILogger<OutboxDispatcher> logger)
{
    private const int WriteTries = 3;

    /// <param name="stopping">Nothing more is claimed; what already is goes its way, within the limits of the senders.</param>
    /// <returns>How many messages were worked on.</returns>
    public async Task<int> RunOnceAsync(Channel channel, CancellationToken stopping)
    {
        await ledger.LoseLeasesAsync(channel, stopping);
        var claimed = await claims.TakeAsync(channel, stopping);
        if (claimed.Count == 0)
            return 0;

        var superseded = await handOver.FindSupersededAsync(claimed, time.GetUtcNow().UtcDateTime, CancellationToken.None);
        var attempts = claimed.Select(claim => AttemptAsync(claim, superseded.Contains(claim.Message.Id)));
        await foreach (var attempt in Task.WhenEach(attempts))
            await SettleAsync(channel, await attempt);
        return claimed.Count;
    }

    private async Task<Attempt> AttemptAsync(ClaimedMessage claim, bool isSuperseded) =>
        new(claim, isSuperseded ? new DeliveryOutcome.Superseded() : await handOver.SendAsync(claim, CancellationToken.None));

    private async Task SettleAsync(Channel channel, Attempt attempt)
    {
        if (attempt.Outcome is not { } outcome)
            return;

        await WriteAsync(attempt.Claim, outcome);
        // Only now: the next trial is to find this message back in its place.
        circuits.Record(channel, outcome);
    }

    /// <summary>
    /// A database that refuses one outcome must not take the others of the batch along: that message is in doubt when its lease ends.
    /// </summary>
    private async Task WriteAsync(ClaimedMessage claim, DeliveryOutcome outcome)
    {
        for (var tries = 1; tries <= WriteTries; tries++)
        {
            try
            {
                if (!await ledger.SettleAsync(claim, outcome))
                    LogLeaseLost(logger, claim.Message.Id);
                return;
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or RetryLimitExceededException)
            {
                LogNotWritten(logger, claim.Message.Id, tries, failure.GetBaseException().GetType().Name);
            }
        }
    }

    private sealed record Attempt(ClaimedMessage Claim, DeliveryOutcome? Outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of message {OutboxId} could not be written, try {Try}: {Failure}")]
    private static partial void LogNotWritten(ILogger logger, Guid outboxId, int @try, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {OutboxId} was settled by somebody else before its attempt ended")]
    private static partial void LogLeaseLost(ILogger logger, Guid outboxId);
}
