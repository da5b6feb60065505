using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Outbox;

/// <summary>
/// For each channel, runs passes until nothing is due, then waits for the next message or the next tick. The channels do not wait for each
/// other: a mail server that hangs holds no SMS back.
/// </summary>
internal sealed partial class OutboxWorker(
    IServiceScopeFactory scopes, OutboxSignal signal, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enum.GetValues<Channel>().Select(channel => WorkAsync(channel, stoppingToken)));

    private async Task WorkAsync(Channel channel, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!await PassAsync(channel, stopping))
                await signal.WaitAsync(channel, Tick, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the pass found something to do.</returns>
    private async Task<bool> PassAsync(Channel channel, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(channel, cancellation) > 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
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
