using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.AgentEnrolment;

/// <summary>
/// The page behind an enrolment link. Its GET changes nothing: it moves the token from the URL into a cookie, draws the secret of the
/// telephone into another, and answers with the clean address.
/// </summary>
[AllowAnonymous]
[Route(EnrolmentLinks.Path)]
internal sealed class EnrolmentController(PortalCookies cookies, EnrolmentLinks links, TimeProvider time) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? token, CancellationToken cancellation)
    {
        if (!Request.QueryString.HasValue)
            return await ShowAsync(new EnrolmentForm(), cancellation);

        cookies.EnrolmentLink = token ?? "";
        cookies.EnrolmentSecret = TotpSecret.Generate();
        return this.SeeOther(EnrolmentLinks.Path);
    }

    [HttpPost]
    public async Task<IActionResult> Index(EnrolmentForm form, [FromServices] EnrolAgent enrol, CancellationToken cancellation)
    {
        if (!form.IsComplete(ModelState))
            return await ShowAsync(form, cancellation);

        switch (await enrol.EnrolAsync(cookies.EnrolmentLink, cookies.EnrolmentSecret, form.Password!, form.Code!, cancellation))
        {
            case EnrolmentAnswer.Enrolled enrolled:
                (cookies.EnrolmentLink, cookies.EnrolmentSecret) = (null, null);
                return View("Enrolled", enrolled.Codes);
            case EnrolmentAnswer.FormRefused refused:
                EnrolmentForm.Add(refused, ModelState);
                break;
        }

        return await ShowAsync(form, cancellation);
    }

    /// <summary>The form, as what the model state holds makes it, or what is wrong with the link.</summary>
    private async Task<IActionResult> ShowAsync(EnrolmentForm form, CancellationToken cancellation)
    {
        var agent = await links.FindAsync(cookies.EnrolmentLink, cancellation);
        var refusal = EnrolmentRules.Check(agent, time.GetUtcNow().UtcDateTime);
        if (refusal is not null || cookies.EnrolmentSecret is not { } secret)
        {
            Response.StatusCode = HttpMethods.IsPost(Request.Method) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
            return View("LinkRefused", refusal ?? EnrolmentRefusal.Unknown);
        }

        form = form with { Email = agent!.Email.Value, Secret = secret };
        return ModelState.IsValid ? View(nameof(Index), form) : this.Refused(form, nameof(Index));
    }
}
