using System.Net;
using System.Threading.RateLimiting;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>
/// What one network may ask of this node where nothing but the node's own time is at stake: mails are spaced by elector, whoever asks.
/// </summary>
internal sealed class NodeLimits(ThrottlingOptions limits, IHttpContextAccessor accessor) : IDisposable
{
    private readonly PartitionedRateLimiter<string> entries = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(network, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = limits.EntriesPerNetwork,
            Window = limits.Period,
        }));

    /// <summary>Counts one address typed from the network of this request. This very machine is not counted: it measures, or it is a proxy.</summary>
    /// <returns>How long to wait before a further one; zero where this one may be looked at.</returns>
    public TimeSpan TakeEntry()
    {
        var address = accessor.HttpContext?.Connection.RemoteIpAddress;
        if (Network.Of(address) is not { } network || IPAddress.IsLoopback(address!))
            return TimeSpan.Zero;

        using var lease = entries.AttemptAcquire(network);
        if (lease.IsAcquired)
            return TimeSpan.Zero;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : limits.Period;
    }

    public void Dispose() => entries.Dispose();
}
