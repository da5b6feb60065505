namespace ElectorPortal.Web.Outbox;

/// <summary>Runs passes until nothing is due, then waits for the next message or the next tick.</summary>
internal sealed partial class OutboxWorker(
    IServiceScopeFactory scopes, OutboxSignal signal, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await PassAsync(stoppingToken))
                await signal.WaitAsync(Tick, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the pass found something to do.</returns>
    private async Task<bool> PassAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(cancellation) > 0;
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
