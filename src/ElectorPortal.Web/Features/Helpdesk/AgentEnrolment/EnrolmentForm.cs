using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.SignIn;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Helpdesk.AgentEnrolment;

internal sealed record EnrolmentForm
{
    public const string MissingPassword = "Saisissez le mot de passe que vous choisissez.";
    public const string Different = "Les deux mots de passe saisis sont différents. Saisissez deux fois le même.";
    public const string MissingCode = "Saisissez les six chiffres que montre l'application de votre téléphone.";
    public const string WrongCode =
        "Le code est incorrect. Vérifiez que le code QR lu est celui de cette page, et que votre téléphone est à l'heure.";

    [Display(Name = "Mot de passe")]
    public string? Password { get; init; }

    [Display(Name = "Confirmation du mot de passe")]
    public string? Confirmation { get; init; }

    [Display(Name = "Code à six chiffres")]
    public string? Code { get; init; }

    /// <summary>Who enrols; from the link, never posted.</summary>
    [BindNever]
    public string? Email { get; init; }

    /// <summary>From the cookie, never posted.</summary>
    [BindNever]
    public TotpSecret Secret { get; init; }

    public bool IsComplete(ModelStateDictionary errors)
    {
        if (string.IsNullOrEmpty(Password))
            errors.AddModelError(nameof(Password), MissingPassword);
        else if (Password != Confirmation)
            errors.AddModelError(nameof(Confirmation), Different);
        if (string.IsNullOrWhiteSpace(Code))
            errors.AddModelError(nameof(Code), MissingCode);
        return errors.IsValid;
    }

    public static void Add(EnrolmentAnswer.FormRefused refused, ModelStateDictionary errors)
    {
        foreach (var reason in refused.Password)
            errors.AddModelError(nameof(Password), Say(reason));
        if (refused.IsCodeWrong)
            errors.AddModelError(nameof(Code), WrongCode);
    }

    private static string Say(PasswordRefusal refusal) => refusal switch
    {
        PasswordRefusal.TooShort => $"Le mot de passe doit contenir au moins {AgentPasswordRules.MinLength} caractères.",
        PasswordRefusal.TooLong =>
            $"Le mot de passe doit tenir en {PasswordRules.MaxBytes} caractères (les lettres accentuées et les emojis comptent davantage).",
        PasswordRefusal.Unreadable => "Le mot de passe contient un caractère invisible. Saisissez-le au clavier.",
        PasswordRefusal.SameAsAddress => "Le mot de passe ne doit pas être construit sur votre adresse de messagerie.",
        PasswordRefusal.BuiltOnName => "Le mot de passe ne doit pas être construit sur votre nom ou votre prénom.",
        PasswordRefusal.TooCommon => "Ce mot de passe est trop courant : il serait deviné. Choisissez-en un autre.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
