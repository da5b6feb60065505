using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.SignIn;

[AllowAnonymous]
[Route("/portail/motdepasse-oublie.htm")]
internal sealed class ForgottenPasswordController(AccountLinks links, PortalCookies cookies) : Controller
{
    [HttpGet]
    public IActionResult Index() => View("ForgottenPassword", new ForgottenPasswordForm { Email = cookies.TypedAddress?.Value });

    [HttpPost]
    public async Task<IActionResult> Index(ForgottenPasswordForm form, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
            return this.Refused(form, nameof(form.Email), ForgottenPasswordForm.WrongAddress, "ForgottenPassword");

        return await links.SendAsync(address, cancellation) == LinkAnswer.Busy
            ? this.Busy(form, "ForgottenPassword")
            : View("LinkSent", address.Value);
    }
}
