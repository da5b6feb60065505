using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ElectorPortal.Web.Features.Helpdesk.ProConnect;

/// <summary>OpenID Connect in ProConnect's profile, where the settings name a provider. It ends in a session of our own.</summary>
internal static class ProConnectRegistration
{
    public const string SchemeName = "ProConnect";

    private static readonly TimeSpan TimeToSignIn = TimeSpan.FromMinutes(10);

    public static void AddProConnect(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<SignInWithIdentity>();
        if (builder.Configuration.GetSection(AgentIdentityOptions.Section).Get<AgentIdentityOptions>() is not { IsSet: true } settings)
            return;

        builder.Services.AddAuthentication().AddOpenIdConnect(SchemeName, options => Configure(options, settings));
        builder.Services.AddOptions<OpenIdConnectOptions>(SchemeName).Configure<PublicAddress>(ConfigureAddresses);
    }

    private static void Configure(OpenIdConnectOptions options, AgentIdentityOptions settings)
    {
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        // The settings allow http on this machine alone.
        options.RequireHttpsMetadata = settings.Authority?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) == true;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer is a GET: cookies need not travel with other sites' forms.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("email");
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Remove("iss");
        options.ClaimActions.Remove("acr");
        options.ClaimActions.MapJsonKey("email_verified", "email_verified");
        options.RemoteAuthenticationTimeout = TimeToSignIn;
        options.RemoteSignOutPath = default;
        // Never signed in with: what follows ends in a session of ours.
        options.SignInScheme = AgentAuthentication.SchemeName;
        options.TokenHandler = new SignedTokenHandler { MapInboundClaims = false };
        // The library believes whatever issuer the provider's own metadata names (OpenID Connect Discovery 1.0, §4.3).
        options.Events.OnTokenValidated = context =>
        {
            if (context.SecurityToken.Issuer.TrimEnd('/') != settings.Authority?.TrimEnd('/'))
                context.Fail("The metadata of the provider names another issuer.");
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = EnterAsync;
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    private static void ConfigureAddresses(OpenIdConnectOptions options, PublicAddress address)
    {
        options.CallbackPath = ProConnectController.ReturnPath;
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = address.Link(ProConnectController.ReturnPath);
            context.ProtocolMessage.AcrValues = context.HttpContext.RequestServices.GetRequiredService<AgentIdentityOptions>().AcrValues;
            return Task.CompletedTask;
        };
        foreach (var (cookie, name) in new[] { (options.CorrelationCookie, "proconnect-etat-"), (options.NonceCookie, "proconnect-nonce-") })
        {
            cookie.Name = address.IsHttps ? $"__Host-{name}" : name;
            cookie.Path = "/";
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }
    }

    private static async Task EnterAsync(TicketReceivedContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInWithIdentity>();
        string? Claim(string name) => context.Principal?.FindFirst(name)?.Value;
        var vouches = context.HttpContext.RequestServices.GetRequiredService<AgentIdentityOptions>().VouchesForAddresses;
        var isVerified = Claim("email_verified") is { } verified ? string.Equals(verified, "true", StringComparison.OrdinalIgnoreCase) : vouches;
        var identity = new AgentIdentity(
            Claim("iss") ?? "", Claim("sub") ?? "", isVerified && EmailAddress.TryParse(Claim("email"), out var email) ? email : null, Claim("acr"));

        var refusal = await signIn.SignInAsync(identity, context.HttpContext.RequestAborted);
        context.Response.Redirect(refusal is null ? "/helpdesk" : ProConnectController.RefusedPath);
        context.HandleResponse();
    }

    private static async Task RefuseAsync(RemoteFailureContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInWithIdentity>();
        await signIn.RefuseAsync(null, AgentSignInRefusal.IdentityRefused, context.HttpContext.RequestAborted);
        context.Response.Redirect(ProConnectController.RefusedPath);
        context.HandleResponse();
    }

    /// <summary>
    /// Refuses a token without a signature. The library lets it pass where it came straight from the provider (OpenID Connect Core 1.0,
    /// §3.1.3.7, point 6), whoever the provider may have let in.
    /// </summary>
    private sealed class SignedTokenHandler : JsonWebTokenHandler
    {
        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            validationParameters.RequireSignedTokens = true;
            return base.ValidateTokenAsync(token, validationParameters);
        }
    }
}
