using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Passwords;

/// <summary>
/// The page behind a mailed link. Its GET changes nothing, however often mail scanners ask: it moves the token from the URL into a
/// cookie and answers with the clean address.
/// </summary>
[AllowAnonymous]
internal abstract class PasswordLinkController(LinkPurpose purpose, PortalCookies cookies) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(
        string? token, [FromServices] AccountLinks links, [FromServices] TimeProvider time, CancellationToken cancellation)
    {
        if (Request.QueryString.HasValue)
        {
            cookies.PasswordLink = token ?? "";
            return this.SeeOther(Request.Path);
        }

        var link = await links.FindAsync(cookies.PasswordLink, cancellation);
        return AccountLinkRules.Check(link, purpose, time.GetUtcNow().UtcDateTime) is { } refusal
            ? View("LinkRefused", refusal)
            : View("Choose", new PasswordForm { Email = link!.Address.Value });
    }

    [HttpPost]
    public async Task<IActionResult> Index(
        PasswordForm form, [FromServices] AccountLinks links, [FromServices] SetPasswordByLink set, [FromServices] PasswordTerms terms,
        CancellationToken cancellation)
    {
        if (!PasswordFormCheck.IsComplete(form, ModelState))
            return await ChooseAgainAsync(form, links, cancellation);

        switch (await set.SetAsync(cookies.PasswordLink, purpose, form.Password!, cancellation))
        {
            case SetPasswordAnswer.LinkRefused refused:
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return View("LinkRefused", refused.Reason);
            case SetPasswordAnswer.PasswordRefused refused:
                PasswordFormCheck.Add(refused.Reasons, terms, ModelState);
                return await ChooseAgainAsync(form, links, cancellation);
            default:
                cookies.PasswordLink = null;
                return this.SeeOther("/portail/accueil");
        }
    }

    /// <summary>From the page of a dead link: a new one, to the address on file of the elector that the dead one was for.</summary>
    [HttpPost("nouveau-lien")]
    public async Task<IActionResult> NewLink([FromServices] AccountLinks links, [FromServices] LinkDesk desk, CancellationToken cancellation)
    {
        if (await links.FindAsync(cookies.PasswordLink, cancellation) is not { } link)
            return this.SeeOther("/");

        return await desk.SendAsync(link.Elector!.Email, cancellation) == LinkAnswer.Busy
            ? StatusCode(StatusCodes.Status503ServiceUnavailable)
            : View("LinkSent", link.Address.Value);
    }

    private async Task<ViewResult> ChooseAgainAsync(PasswordForm form, AccountLinks links, CancellationToken cancellation) =>
        this.Refused(form with { Email = (await links.FindAsync(cookies.PasswordLink, cancellation))?.Address.Value }, "Choose");
}

[Route("/portail/creation-compte-etape2.htm")]
internal sealed class ActivationController(PortalCookies cookies) : PasswordLinkController(LinkPurpose.Activation, cookies);

[Route("/portail/reinitialisation.htm")]
internal sealed class ResetController(PortalCookies cookies) : PasswordLinkController(LinkPurpose.Reset, cookies);
