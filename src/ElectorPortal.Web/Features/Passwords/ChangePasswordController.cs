using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Passwords;

[Authorize(Policy = Policies.Elector)]
[Route("/portail/mon-mot-de-passe")]
internal sealed class ChangePasswordController(SignedInElector elector) : Controller
{
    [HttpGet]
    public IActionResult Index() => View("Change", new ChangePasswordForm());

    [HttpPost]
    public async Task<IActionResult> Index(
        ChangePasswordForm form, [FromServices] ChangePassword change, [FromServices] PasswordTerms terms, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(form.Current))
            ModelState.AddModelError(nameof(form.Current), ChangePasswordForm.MissingCurrent);
        if (!PasswordFormCheck.IsComplete(form, ModelState))
            return this.Refused(form, "Change");

        switch (await change.ChangeAsync(elector.Id, form.Current!, form.Password!, cancellation))
        {
            case ChangePasswordAnswer.MustWait waiting:
                return this.Throttled(form, ChangePasswordForm.MustWait(waiting.Wait), waiting.Wait, "Change");
            case ChangePasswordAnswer.WrongCurrent:
                return this.Refused(form, nameof(form.Current), ChangePasswordForm.WrongCurrent, "Change");
            case ChangePasswordAnswer.PasswordRefused refused:
                PasswordFormCheck.Add(refused.Reasons, terms, ModelState);
                return this.Refused(form, "Change");
            default:
                TempData["Notice"] = "Votre nouveau mot de passe est enregistré. Un courriel vous le confirme.";
                return this.SeeOther("/portail/accueil");
        }
    }
}
