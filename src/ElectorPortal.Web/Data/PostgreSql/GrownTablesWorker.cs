namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>Looks for tables that have grown, every two seconds: as often as a crowd can fill an empty one.</summary>
internal sealed partial class GrownTablesWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<GrownTablesWorker> logger)
    : TickingWorker(Tick, time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override async Task TickAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GrownTables>().LookAgainAsync(cancellation);
    }

    /// <summary>The portal works without, more slowly.</summary>
    protected override void OnFailed(string failure) => LogLookFailed(logger, failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tables that have grown could not be looked at: {Failure}")]
    private static partial void LogLookFailed(ILogger logger, string failure);
}
