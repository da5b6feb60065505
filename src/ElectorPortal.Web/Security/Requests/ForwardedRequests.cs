using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace ElectorPortal.Web.Security.Requests;

internal static partial class ForwardedRequests
{
    /// <summary>
    /// Takes from the configured proxies, and from nobody else, who asks and by which scheme. The chain is followed back to the first hop that
    /// is none of them: what stands before it is only said. Never the host (ASVS 4.1.3, 15.3.4).
    /// </summary>
    public static void UseForwardedRequests(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<ProxyOptions>();
        if (!proxies.IsSet)
        {
            app.WarnOfUnknownProxy();
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in proxies.Addresses)
            options.KnownProxies.Add(address);
        foreach (var network in proxies.Networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>Says once that a proxy stands in front of which the settings say nothing: all its people then share one network.</summary>
    private static void WarnOfUnknownProxy(this WebApplication app)
    {
        var isSaid = 0;
        app.Use((context, next) =>
        {
            if (context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && Interlocked.Exchange(ref isSaid, 1) == 0)
                LogUnknownProxy(app.Logger, context.Connection.RemoteIpAddress);
            return next(context);
        });
    }

    [LoggerMessage(
        LogLevel.Critical,
        "{Address} asks on behalf of others, and neither Proxy:KnownProxies nor Proxy:KnownNetworks names it: everybody behind it counts as one network")]
    private static partial void LogUnknownProxy(ILogger logger, System.Net.IPAddress? address);
}
