using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Retention;

/// <summary>Deletes each night what has served; of several nodes one does it.</summary>
internal sealed partial class NightlyPurge(IServiceScopeFactory scopes, RetentionOptions options, TimeProvider time, ILogger<NightlyPurge> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(10);

    /// <summary>One look at the clock, and the night's work where it is time for it and nobody has done it.</summary>
    /// <returns>Whether this node did it.</returns>
    public async Task<bool> PassAsync(CancellationToken cancellation)
    {
        if (RetentionRules.NightAt(time.GetUtcNow().UtcDateTime) is not { } night)
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Nightly)
            return;

        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryPassAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal ends.
        }
    }

    /// <summary>What fails is tried again the next night.</summary>
    private async Task TryPassAsync(CancellationToken cancellation)
    {
        try
        {
            await PassAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            LogFailed(logger, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Journal entries older than two years stay: this account may not remove them, run purge with the owner's")]
    private static partial void LogJournalKept(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly purge failed: {Failure}")]
    private static partial void LogFailed(ILogger logger, string failure);
}
