using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.SignIn;

[AllowAnonymous]
[Route("/portail/motdepasse.htm")]
internal sealed class SignInController(PortalCookies cookies, TimeProvider time) : Controller
{
    [HttpGet]
    public IActionResult Index() => cookies.TypedAddress is { } address
        ? View(new SignInForm { Email = address.Value })
        : this.SeeOther("/");

    [HttpPost]
    public async Task<IActionResult> Index(SignInForm form, [FromServices] SignInElector signIn, CancellationToken cancellation)
    {
        if (cookies.TypedAddress is not { } address)
            return this.SeeOther("/");

        form = form with { Email = address.Value };
        if (string.IsNullOrEmpty(form.Password))
            return this.Refused(form, nameof(form.Password), SignInForm.MissingPassword);

        try
        {
            var answer = await signIn.SignInAsync(address, form.Password, cancellation);
            cookies.LeaveLine();
            return answer switch
            {
                SignInAnswer.SignedIn => this.SeeOther("/portail/accueil"),
                SignInAnswer.MustWait waiting => this.Throttled(form, SignInForm.MustWait(waiting.Wait), waiting.Wait),
                _ => this.Refused(form, nameof(form.Password), SignInForm.WrongPassword),
            };
        }
        catch (CrowdException)
        {
            return Crowded(form, address);
        }
    }

    /// <summary>The form again, on the page of those who wait: each keeps the place of his first try.</summary>
    private ViewResult Crowded(SignInForm form, EmailAddress address)
    {
        if (cookies.PlaceInLine?.Address != address)
            cookies.PlaceInLine = new PlaceInLine(address, time.GetUtcNow().UtcDateTime);
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        Response.Headers.RetryAfter = CrowdException.RetryAfterSeconds;
        return View("Crowded", form);
    }
}
