using System.Net;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>
/// Stands where the proxy does that ends https: a browser asks for the public address, and the portal behind is asked over plain HTTP,
/// whichever it is at the moment. Cookies are kept as a browser keeps those of an https address.
/// </summary>
internal sealed class FrontDoor : DelegatingHandler
{
    private static readonly Uri Public = new(PortalApp.PublicBaseUrl);

    private readonly CookieContainer cookies = new();

    public FrontDoor(PortalProcess portal)
        : base(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            // Each request on a connection of its own: none is repeated because the last one died.
            PooledConnectionLifetime = TimeSpan.Zero,
        }) => Portal = portal;

    /// <summary>Who answers from now on.</summary>
    public PortalProcess Portal { get; set; }

    /// <summary>As the next request has them.</summary>
    public string Cookies => cookies.GetCookieHeader(Public);

    public TestBrowser OpenBrowser() =>
        new(new HttpClient(this) { BaseAddress = Public, Timeout = TimeSpan.FromMinutes(1) });

    /// <summary>A session that was opened aside: the browser behaves as if it had signed in.</summary>
    public void KeepSession(string token) => cookies.Add(Public, new Cookie("__Host-session", token) { Secure = true });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        request.RequestUri = new Uri(Portal.Address, asked.PathAndQuery);
        request.Headers.Host = Public.Host;
        if (cookies.GetCookieHeader(asked) is { Length: > 0 } kept)
            request.Headers.Add("Cookie", kept);

        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                cookies.SetCookies(asked, cookie);
        }

        return answer;
    }
}
