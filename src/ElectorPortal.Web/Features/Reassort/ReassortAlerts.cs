namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Tells the operator, by the log that he watches, what may be an abuse.</summary>
internal sealed partial class ReassortAlerts(TimeProvider time, ILogger<ReassortAlerts> logger)
{
    /// <summary>A flood meets the ceiling many times a second; a node says so once in that time.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMinutes(5);

    private readonly Lock turn = new();
    private DateTimeOffset? said;

    /// <param name="ceiling">Requests in an hour.</param>
    public void CeilingReached(int ceiling)
    {
        lock (turn)
        {
            var now = time.GetUtcNow();
            if (now - said < Spacing)
                return;
            said = now;
        }

        LogCeilingReached(logger, ceiling);
    }

    public void SharedNumber(string masked) => LogSharedNumber(logger, masked);

    [LoggerMessage(Level = LogLevel.Critical, Message = "No new identifier is given: the ceiling of {Ceiling} requests in an hour is reached")]
    private static partial void LogCeilingReached(ILogger logger, int ceiling);

    [LoggerMessage(Level = LogLevel.Critical, Message = "One telephone number, {Masked}, has served more than two electors")]
    private static partial void LogSharedNumber(ILogger logger, string masked);
}
