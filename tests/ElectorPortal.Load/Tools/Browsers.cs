using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>Clients of a portal that stands behind no proxy here, and is asked as if it did.</summary>
internal static class Browsers
{
    /// <param name="cookies">As the header has them; null for none.</param>
    public static HttpClient Open(Uri portal, string? cookies = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false };
        var http = new HttpClient(handler) { BaseAddress = portal, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Host = new Uri(PortalApp.PublicBaseUrl).Host;
        if (cookies is not null)
            http.DefaultRequestHeaders.Add("Cookie", cookies);
        return http;
    }
}
