using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Features.Helpdesk.ProConnect;

[AllowAnonymous]
[Route(Root)]
internal sealed class ProConnectController(AgentIdentityOptions settings) : Controller
{
    public const string Root = "/helpdesk/connexion/proconnect";
    public const string ReturnPath = Root + "/retour";
    public const string RefusedPath = Root + "/refus";

    /// <summary>A link and no form: the policy of the pages lets forms lead to the portal alone.</summary>
    [HttpGet]
    public async Task<IActionResult> Index([FromServices] IOptionsMonitor<OpenIdConnectOptions> options, CancellationToken cancellation)
    {
        if (!settings.IsSet)
            return NotFound();

        try
        {
            await options.Get(ProConnectRegistration.SchemeName).ConfigurationManager!.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException)
        {
            // The provider does not answer: the password and the code still do.
            return this.SeeOther(RefusedPath);
        }

        return Challenge(ProConnectRegistration.SchemeName);
    }

    /// <summary>Where the provider sends people back: answered before it comes here, unless no provider is set.</summary>
    [HttpGet("retour")]
    public IActionResult Return() => NotFound();

    [HttpGet("refus")]
    public IActionResult Refused()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return View();
    }
}
