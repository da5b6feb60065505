using System.ComponentModel.DataAnnotations;
using ElectorPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.SignIn;

internal sealed record SignInForm
{
    public const string MissingPassword = "Saisissez votre mot de passe personnel électeur.";

    public const string WrongPassword =
        "Le mot de passe est incorrect. Vérifiez les majuscules, ou demandez un nouveau mot de passe.";

    [Display(Name = "Mot de passe personnel électeur")]
    public string? Password { get; init; }

    /// <summary>Whose password is asked; from the cookie, never posted.</summary>
    [BindNever]
    public string? Email { get; init; }

    public static string MustWait(TimeSpan wait) =>
        $"Plusieurs mots de passe incorrects ont été saisis. Attendez {FrenchDuration.Say(wait)} avant de réessayer, "
        + "ou demandez un nouveau mot de passe : il met fin à l'attente.";
}
