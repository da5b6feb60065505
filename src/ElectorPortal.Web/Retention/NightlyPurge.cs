using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <summary>Deletes each night what has served; of several nodes one does it.</summary>
internal sealed partial class NightlyPurge(IServiceScopeFactory scopes, RetentionOptions options, TimeProvider time, ILogger<NightlyPurge> logger)
    : TickingWorker(Tick, time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(10);

    /// <summary>One look at the clock, and the night's work where it is time for it and nobody has done it.</summary>
    /// <returns>Whether this node did it.</returns>
    public async Task<bool> PassAsync(CancellationToken cancellation)
    {
        if (RetentionRules.NightAt(Time.GetUtcNow().UtcDateTime) is not { } night)
            return false;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var isMine = await db.NightlyRuns
            .Where(run => run.Night == null || run.Night < night)
            .ExecuteUpdateAsync(run => run.SetProperty(row => row.Night, night), cancellation) == 1;
        if (!isMine)
            return false;

        await scope.ServiceProvider.GetRequiredService<PurgeExpired>().ExecuteAsync(isTrial: false, cancellation);
        try
        {
            await scope.ServiceProvider.GetRequiredService<PurgeJournal>().ExecuteAsync(isTrial: false, cancellation);
        }
        catch (Exception failure) when (DatabaseRights.IsDenied(failure))
        {
            LogJournalKept(logger);
        }

        return true;
    }

    protected override Task TickAsync(CancellationToken cancellation) => options.Nightly ? PassAsync(cancellation) : Task.CompletedTask;

    /// <summary>It is tried again the next night.</summary>
    protected override void OnFailed(string failure) => LogFailed(logger, failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Journal entries older than two years stay: this account may not remove them, run purge with the owner's")]
    private static partial void LogJournalKept(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly purge failed: {Failure}")]
    private static partial void LogFailed(ILogger logger, string failure);
}
