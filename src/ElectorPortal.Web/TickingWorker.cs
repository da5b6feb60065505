namespace ElectorPortal.Web;

/// <summary>
/// Does one thing at even intervals of the portal's clock, for as long as the portal runs. What fails is told, and the next tick comes all the same.
/// </summary>
internal abstract class TickingWorker(TimeSpan tick, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    protected abstract Task TickAsync(CancellationToken cancellation);

    /// <summary>Writes to the log that a tick failed.</summary>
    /// <param name="failure">The name of the exception: its text may hold what no log should.</param>
    protected abstract void OnFailed(string failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(tick, Time);
        while (await NextAsync(timer, stoppingToken))
            await TryTickAsync(stoppingToken);
    }

    protected async Task TryTickAsync(CancellationToken cancellation)
    {
        try
        {
            await TickAsync(cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The portal ends.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            OnFailed(failure.GetType().Name);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
