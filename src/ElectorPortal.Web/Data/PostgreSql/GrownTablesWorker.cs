namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>Looks for tables that have grown, every two seconds: as often as a crowd can fill an empty one.</summary>
internal sealed partial class GrownTablesWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<GrownTablesWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryPassAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    private async Task TryPassAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<GrownTables>().LookAgainAsync(stopping);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // The portal works without, more slowly.
            LogPassFailed(logger, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tables that have grown could not be looked at: {Failure}")]
    private static partial void LogPassFailed(ILogger logger, string failure);
}
