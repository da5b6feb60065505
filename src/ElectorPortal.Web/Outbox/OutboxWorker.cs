using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// Several loops for each channel: each runs passes until nothing is due, then waits for the next message or the next tick. The channels do
/// not wait for each other, nor the loops: a mail server that hangs holds no SMS back, an SMS that hangs holds no other back.
/// </summary>
internal sealed partial class OutboxWorker(
    IServiceScopeFactory scopes, OutboxSignal signal, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enum.GetValues<Channel>().SelectMany(channel =>
            Enumerable.Range(0, ChannelWork.Of(channel).Loops).Select(_ => WorkAsync(channel, stoppingToken))));

    private async Task WorkAsync(Channel channel, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!await PassAsync(channel, stopping))
                await signal.WaitAsync(channel, Tick, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the pass found something to do.</returns>
    private async Task<bool> PassAsync(Channel channel, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(channel, stopping) > 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The database is away, or a row is poisoned: the loop must outlive both.
            LogPassFailed(logger, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A pass over the outbox failed: {Failure}")]
    private static partial void LogPassFailed(ILogger logger, string failure);
}
