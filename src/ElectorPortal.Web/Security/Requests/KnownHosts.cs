using System.Net;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Requests;

/// <summary>
/// Answers under the portal's own name alone, and under that of this very machine. Links never come from a request; this keeps caches and
/// other programs from being told another name (ASVS 4.1.3).
/// </summary>
internal sealed class KnownHosts(PortalOptions options)
{
    private readonly string? own = options.PublicBaseUrl is { } address ? new Uri(address).Host : null;

    /// <summary>Where no public address is set, in Development, any name is good.</summary>
    public bool Knows(string host) => own is null
        || host.Equals(own, StringComparison.OrdinalIgnoreCase)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <returns>An HTTP status; null for a known name, and for whoever checks the health of a node, which he asks by its number.</returns>
    public int? Refusal(HttpRequest request) =>
        request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || Knows(request.Host.Host) ? null : StatusCodes.Status400BadRequest;
}
