using System.IO.Compression;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.ResponseCompression;

namespace ElectorPortal.Web.Features;

/// <summary>
/// Compresses the pages of those who have no session. A page that holds a secret and what a stranger may choose tells the one through
/// its compressed length (BREACH): a page with a session, with a query or of an answered form therefore leaves as it is. Style sheets and
/// scripts are compressed when the portal is published.
/// </summary>
internal static class PageCompression
{
    public static void AddPageCompression(this IHostApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void UsePageCompression(this WebApplication app) => app.UseWhen(HoldsNothingChosen, pages => pages.UseResponseCompression());

    private static bool HoldsNothingChosen(HttpContext http)
    {
        var cookies = http.RequestServices.GetRequiredService<PortalCookies>();
        return HttpMethods.IsGet(http.Request.Method) && !http.Request.QueryString.HasValue && cookies.Session is null && cookies.AgentSession is null;
    }
}
