using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Security.Agents;

/// <summary>
/// Recognises a signed-in agent by the helpdesk's cookie, as he is in the database at this very request; anybody else is sent to the
/// helpdesk's sign-in.
/// </summary>
internal sealed class AgentAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "AgentSession";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The page of a fault asks the database nothing: it may be what failed.
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null)
            return AuthenticateResult.NoResult();

        var session = await Context.RequestServices.GetRequiredService<AgentSessions>().FindAsync(Context.RequestAborted);
        if (session is not { IsComplete: true })
            return AuthenticateResult.NoResult();

        Context.Features.Set(session);
        Context.Features.Set(AgentSessions.EndOf(session));
        var identity = new ClaimsIdentity(
            [
                // Not the number alone: a form of an elector's page must not pass for an agent's.
                new Claim(ClaimTypes.NameIdentifier, string.Create(CultureInfo.InvariantCulture, $"agent-{session.AgentId}")),
                new Claim(ClaimTypes.Role, session.Agent!.Role.ToString()),
            ],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = "/helpdesk/connexion";
        return Task.CompletedTask;
    }
}
