using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.SignIn;

[AllowAnonymous]
[Route("/portail/motdepasse.htm")]
internal sealed class SignInController(PortalCookies cookies) : Controller
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

        return await signIn.SignInAsync(address, form.Password, cancellation) switch
        {
            SignInAnswer.SignedIn => this.SeeOther("/portail/accueil"),
            SignInAnswer.MustWait waiting => this.Throttled(form, SignInForm.MustWait(waiting.Wait), waiting.Wait),
            _ => this.Refused(form, nameof(form.Password), SignInForm.WrongPassword),
        };
    }
}
