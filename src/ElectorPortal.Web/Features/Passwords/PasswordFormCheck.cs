using ElectorPortal.Domain.SignIn;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Passwords;

internal static class PasswordFormCheck
{
    public static bool IsComplete(PasswordForm form, ModelStateDictionary errors)
    {
        if (string.IsNullOrEmpty(form.Password))
            errors.AddModelError(nameof(form.Password), PasswordForm.MissingPassword);
        else if (form.Password != form.Confirmation)
            errors.AddModelError(nameof(form.Confirmation), PasswordForm.Different);
        return errors.IsValid;
    }

    public static void Add(IEnumerable<PasswordRefusal> reasons, PasswordTerms terms, ModelStateDictionary errors)
    {
        foreach (var reason in reasons)
            errors.AddModelError(nameof(PasswordForm.Password), PasswordTexts.Say(reason, terms));
    }
}
