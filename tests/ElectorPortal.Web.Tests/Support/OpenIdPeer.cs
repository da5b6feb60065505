using System.Net;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>A real OpenID Connect provider; <c>tests/Peers/openid-provider.mjs</c> says how it is told who visits it.</summary>
public sealed class OpenIdPeer : IAsyncLifetime
{
    private const string ClientId = "assistance";
    private const string ClientSecret = "a secret between the portal and the provider";

    private NodePeer? peer;

    public string Issuer { get; private set; } = "";

    /// <summary>The settings of a portal whose agents may sign in here.</summary>
    public (string Key, string? Value)[] Settings =>
    [
        ("Helpdesk:OpenIdConnect:Authority", Issuer),
        ("Helpdesk:OpenIdConnect:ClientId", ClientId),
        ("Helpdesk:OpenIdConnect:ClientSecret", ClientSecret),
        ("Helpdesk:OpenIdConnect:AcrValues", "eidas2 eidas3"),
    ];

    public async ValueTask InitializeAsync()
    {
        peer = await NodePeer.StartAsync(
            "openid-provider.mjs", $"{PortalApp.PublicBaseUrl}/helpdesk/connexion/proconnect/retour", ClientId, ClientSecret);
        Issuer = peer.Greeting.GetProperty("issuer").GetString()!;
    }

    /// <summary>The next visitor is this person, who shows that much.</summary>
    /// <param name="isVerified">Null where the provider does not say.</param>
    public Task ExpectAsync(string subject, string email, bool? isVerified = true, string acr = "eidas2") =>
        peer!.AskAsync(new { sub = subject, email, email_verified = isVerified, acr });

    /// <summary>The next visitor gives up.</summary>
    public Task ExpectRefusalAsync() => peer!.AskAsync(new { error = "access_denied" });

    /// <summary>A parameter of the last request for authentication.</summary>
    public async Task<string?> AskedAsync(string parameter) =>
        (await peer!.AskAsync(new { asked = true })).TryGetProperty(parameter, out var value) ? value.GetString() : null;

    /// <summary>Goes where the portal sends somebody, and comes back with the path and query with which the provider sends him back.</summary>
    public static async Task<string> VisitAsync(string address)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var next = new Uri(address);
        while (next.Scheme == Uri.UriSchemeHttp)
        {
            using var answer = await http.GetAsync(next);
            next = new Uri(next, answer.Headers.Location
                ?? throw new InvalidOperationException($"{next}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"));
        }

        return next.PathAndQuery;
    }

    public async ValueTask DisposeAsync()
    {
        if (peer is not null)
            await peer.DisposeAsync();
    }
}
