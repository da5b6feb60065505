using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>
/// Has PostgreSQL look again at tables that have grown to more than twice what it knows of them, every two seconds: as often as a crowd can fill an
/// empty one. It does so by itself, but a minute late: until then it plans for the tables of the day before, which were empty, and reads whole tables
/// row by row in the minutes when everybody comes.
/// </summary>
internal sealed partial class GrownTables(IServiceScopeFactory scopes, TimeProvider time, ILogger<GrownTables> logger) : TickingWorker(Tick, time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    protected override async Task TickAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Database.ExecuteSqlAsync($"SELECT look_at_grown_tables()", cancellation);
    }

    /// <summary>The portal works without, more slowly.</summary>
    protected override void OnFailed(string failure) => LogLookFailed(logger, failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tables that have grown could not be looked at: {Failure}")]
    private static partial void LogLookFailed(ILogger logger, string failure);
}
