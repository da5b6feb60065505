namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Wrong passwords that came from one network lately; shared by all nodes.</summary>
internal sealed class NetworkTries
{
    public required byte[] NetworkHash { get; init; }

    public required int Count { get; init; }

    /// <summary>UTC: when the period began in which they are counted.</summary>
    public required DateTime Since { get; init; }
}
