using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using HttpAnswers = Microsoft.AspNetCore.Http.Results;

namespace ElectorPortal.Web.Tests.Helpdesk.ProConnect;

/// <summary>What is wrong with the token that a <see cref="ForgingProvider"/> gives.</summary>
public enum Forgery
{
    None,
    OtherIssuer,
    OtherAudience,
    NoAudience,
    Expired,
    NotYetValid,
    OtherNonce,
    NoNonce,
    WithoutSignature,
    SignatureCutOff,
    OtherKey,
    ChangedAfterSigning,
    SignedWithTheClientSecret,
    SignedWithThePublicKey,
    OtherSubjectInUserInfo,
    OtherIssuerInMetadata,
}

/// <summary>An OpenID Connect provider, as small as one can be, whose tokens are wrong as it is told.</summary>
internal sealed class ForgingProvider : IAsyncDisposable
{
    private const string ClientId = "assistance";
    private const string ClientSecret = "a secret between the portal and the provider";
    private const string Subject = "agent-1";
    private const string Elsewhere = "https://fournisseur.example";

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA stranger = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, string?> nonces = new();
    private readonly Forgery forgery;
    private readonly WebApplication server;

    private ForgingProvider(Forgery forgery)
    {
        this.forgery = forgery;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.MapGet("/.well-known/openid-configuration", Metadata);
        server.MapGet("/keys", Keys);
        server.MapGet("/authorize", Authorize);
        server.MapPost("/token", TokenAsync);
        server.MapGet("/userinfo", UserInfo);
    }

    public string Issuer => server.Urls.Single();

    /// <summary>Of the agent who comes.</summary>
    public string Email { get; set; } = "";

    /// <summary>The settings of a portal whose agents may sign in here.</summary>
    public (string Key, string? Value)[] Settings =>
    [
        ("Helpdesk:OpenIdConnect:Authority", Issuer),
        ("Helpdesk:OpenIdConnect:ClientId", ClientId),
        ("Helpdesk:OpenIdConnect:ClientSecret", ClientSecret),
        ("Helpdesk:OpenIdConnect:AcrValues", "eidas2"),
    ];

    public static async Task<ForgingProvider> StartAsync(Forgery forgery)
    {
        var provider = new ForgingProvider(forgery);
        await provider.server.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
        stranger.Dispose();
    }

    private IResult Metadata() => HttpAnswers.Json(new
    {
        issuer = forgery == Forgery.OtherIssuerInMetadata ? Elsewhere : Issuer,
        authorization_endpoint = $"{Issuer}/authorize",
        token_endpoint = $"{Issuer}/token",
        userinfo_endpoint = $"{Issuer}/userinfo",
        jwks_uri = $"{Issuer}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256", "HS256", "none" },
    });

    private IResult Keys()
    {
        var parameters = key.ExportParameters(false);
        return HttpAnswers.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", kid = "1", n = Text(parameters.Modulus!), e = Text(parameters.Exponent!) } },
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        var code = Guid.NewGuid().ToString("N");
        nonces[code] = request.Query["nonce"];
        return HttpAnswers.Redirect(QueryHelpers.AddQueryString(
            request.Query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = request.Query["state"] }));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        return HttpAnswers.Json(new { access_token = "x", token_type = "Bearer", expires_in = 60, id_token = IdToken(nonces[form["code"]!]) });
    }

    private IResult UserInfo() => HttpAnswers.Json(new
    {
        sub = forgery == Forgery.OtherSubjectInUserInfo ? "agent-2" : Subject,
        email = Email,
        email_verified = true,
    });

    private string IdToken(string? nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        // Beyond the five minutes by which clocks may differ.
        var issuedAt = now + TimeSpan.FromHours(forgery switch { Forgery.Expired => -2, Forgery.NotYetValid => 2, _ => 0 });
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = forgery is Forgery.OtherIssuer or Forgery.OtherIssuerInMetadata ? Elsewhere : Issuer,
            ["aud"] = forgery == Forgery.OtherAudience ? "somebody else" : ClientId,
            ["sub"] = Subject,
            ["acr"] = "eidas2",
            ["nonce"] = forgery == Forgery.OtherNonce ? "another" : nonce,
            ["iat"] = issuedAt.ToUnixTimeSeconds(),
            ["nbf"] = issuedAt.ToUnixTimeSeconds(),
            ["exp"] = issuedAt.AddHours(1).ToUnixTimeSeconds(),
        };
        if (forgery == Forgery.NoAudience)
            claims.Remove("aud");
        if (forgery == Forgery.NoNonce)
            claims.Remove("nonce");
        var algorithm = forgery switch
        {
            Forgery.WithoutSignature => "none",
            Forgery.SignedWithTheClientSecret or Forgery.SignedWithThePublicKey => "HS256",
            _ => "RS256",
        };
        var head = Text(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "JWT", kid = "1" }));
        var body = Text(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signature = Text(Sign($"{head}.{body}"));
        if (forgery == Forgery.ChangedAfterSigning)
            body = Text(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>(claims) { ["acr"] = "eidas2 eidas3" }));
        return $"{head}.{body}.{signature}";
    }

    private byte[] Sign(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return forgery switch
        {
            Forgery.WithoutSignature or Forgery.SignatureCutOff => [],
            Forgery.SignedWithTheClientSecret => HMACSHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret), bytes),
            Forgery.SignedWithThePublicKey => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes),
            Forgery.OtherKey => stranger.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
    }

    private static string Text(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
