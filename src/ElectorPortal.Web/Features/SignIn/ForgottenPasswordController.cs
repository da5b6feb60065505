using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.SignIn;

[AllowAnonymous]
[Route("/portail/motdepasse-oublie.htm")]
internal sealed class ForgottenPasswordController(LinkDesk links, NodeLimits limits, PortalCookies cookies) : Controller
{
    [HttpGet]
    public IActionResult Index() => View("ForgottenPassword", new ForgottenPasswordForm { Email = cookies.TypedAddress?.Value });

    [HttpPost]
    public async Task<IActionResult> Index(ForgottenPasswordForm form, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
            return this.Refused(form, nameof(form.Email), ForgottenPasswordForm.WrongAddress, "ForgottenPassword");

        if (limits.TakeEntry() is { Ticks: > 0 } wait)
            return this.Throttled(form, ThrottlingTexts.TooManyEntries(wait), wait, "ForgottenPassword");

        var answer = await EvenPace.AtNextBeatAsync(EvenPace.OfMails, () => links.SendAsync(address, cancellation), cancellation);
        return answer == LinkAnswer.Busy
            ? this.Busy(form, "ForgottenPassword")
            : View("LinkSent", address.Value);
    }
}
