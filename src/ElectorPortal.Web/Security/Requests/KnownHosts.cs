using System.Net;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Diagnostics;

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

    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        // Who checks the health of a node asks it by its number; the page of an error is asked by nobody.
        var isExempt = context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (isExempt || Knows(context.Request.Host.Host))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
