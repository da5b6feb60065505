using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

[AllowAnonymous]
[Route("/helpdesk/connexion")]
internal sealed class AgentSignInController : Controller
{
    [HttpGet]
    public IActionResult Index() => View(new AgentSignInForm());

    [HttpPost]
    public async Task<IActionResult> Index(AgentSignInForm form, [FromServices] SignInAgent signIn, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
            ModelState.AddModelError(nameof(form.Email), AgentSignInForm.WrongEmail);
        if (string.IsNullOrEmpty(form.Password))
            ModelState.AddModelError(nameof(form.Password), AgentSignInForm.MissingPassword);
        if (!ModelState.IsValid)
            return this.Refused(form);

        return await signIn.SignInAsync(address, form.Password!, cancellation) switch
        {
            AgentSignInAnswer.Done => this.SeeOther("/helpdesk/connexion/code"),
            AgentSignInAnswer.MustWait waiting => this.Throttled(form, AgentSignInForm.MustWait(waiting.Wait), waiting.Wait),
            _ => this.Refused(form, nameof(form.Password), AgentSignInForm.Wrong),
        };
    }
}
