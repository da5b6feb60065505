using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>Recognises a signed-in elector by the session cookie; anybody else is sent to the first page.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ElectorSession";

    /// <summary>Claim that holds the session's id.</summary>
    public const string SessionClaim = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The page of a fault asks the database nothing: it may be what failed.
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null)
            return AuthenticateResult.NoResult();

        var services = Context.RequestServices;
        if (services.GetRequiredService<PortalCookies>().Session is not { } token)
            return AuthenticateResult.NoResult();

        var session = await services.GetRequiredService<ElectorSessions>().FindAsync(token, Context.RequestAborted);
        if (session is null)
            return AuthenticateResult.NoResult();

        services.GetRequiredService<SignedInElector>().Known = session.Elector;
        Context.Features.Set(session.End);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, session.Elector.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Claim(SessionClaim, session.Id.ToString()),
            ],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = "/";
        return Task.CompletedTask;
    }
}
