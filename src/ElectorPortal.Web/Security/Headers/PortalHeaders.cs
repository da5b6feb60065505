using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Requests;

namespace ElectorPortal.Web.Security.Headers;

/// <summary>Headers of every answer, errors and static files included.</summary>
internal static class PortalHeaders
{
    // data: images are the two symbols of the State's brand block, inside the design system's style sheet.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri "
        + PolicyReports.Address + "; report-to csp";

    /// <summary>Typeface and icons, which style sheets name without a fingerprint: they change with the design system alone.</summary>
    private const string KeptForAWeek = "public, max-age=604800";

    public static void UsePortalHeaders(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicAddress>().IsHttps)
        {
            // People come by https to the proxy in front, whatever it speaks to this process.
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Set(context.Response.Headers);
                if (context.Request.Path.StartsWithSegments("/lib", StringComparison.Ordinal) && context.Response.Headers.CacheControl == "no-cache")
                    context.Response.Headers.CacheControl = KeptForAWeek;
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Set(IHeaderDictionary headers)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Reporting-Endpoints"] = $"csp=\"{PolicyReports.Address}\"";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (!headers.ContainsKey("Cache-Control") || headers.CacheControl == "no-cache, no-store")
            headers.CacheControl = "no-store";
        // A page that hands out a cookie is somebody's own, whatever its author thought.
        if (headers.SetCookie.Count > 0)
            headers.CacheControl = "no-store";
    }
}
