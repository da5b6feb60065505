using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

/// <summary>
/// The text above every page, as it stood three seconds ago at most. One request at a time renews it, the others take what is known; where the
/// database is away it stays as it was: a banner takes no page away.
/// </summary>
internal sealed partial class IncidentBanner(IServiceScopeFactory scopes, TimeProvider time, ILogger<IncidentBanner> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);

    private Kept? kept;
    private int isReading;

    /// <returns>Null in ordinary times.</returns>
    public async ValueTask<string?> CurrentAsync()
    {
        var known = kept;
        if (known is not null && time.GetElapsedTime(known.ReadAt) < Lifetime)
            return known.Text;
        if (Interlocked.Exchange(ref isReading, 1) == 1)
            return known?.Text;

        try
        {
            kept = new Kept(await ReadAsync(known?.Text), time.GetTimestamp());
        }
        finally
        {
            isReading = 0;
        }

        return kept.Text;
    }

    /// <summary>On this node what has just been changed shows at once.</summary>
    public void Forget() => kept = null;

    private async Task<string?> ReadAsync(string? known)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Incidents.Select(notice => notice.Text).SingleOrDefaultAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotRead(logger, failure.GetType().Name);
            return known;
        }
    }

    private sealed record Kept(string? Text, long ReadAt);

    [LoggerMessage(LogLevel.Warning, "The incident banner could not be read: {Failure}")]
    private static partial void LogNotRead(ILogger logger, string failure);
}
