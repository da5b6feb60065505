using System.ComponentModel.DataAnnotations;
using ElectorPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Passwords;

/// <summary>A new password, twice.</summary>
internal record PasswordForm
{
    public const string MissingPassword = "Saisissez le mot de passe que vous choisissez.";
    public const string Different = "Les deux mots de passe saisis sont différents. Saisissez deux fois le même.";

    [Display(Name = "Mot de passe personnel électeur")]
    public string? Password { get; init; }

    [Display(Name = "Confirmation du mot de passe personnel électeur")]
    public string? Confirmation { get; init; }

    /// <summary>Whose password is chosen, behind a mailed link; never posted.</summary>
    [BindNever]
    public string? Email { get; init; }
}

internal sealed record ChangePasswordForm : PasswordForm
{
    public const string MissingCurrent = "Saisissez votre mot de passe actuel.";
    public const string WrongCurrent = "Le mot de passe actuel est incorrect. Vérifiez les majuscules. Si vous l'avez oublié, déconnectez-vous, puis choisissez « Mot de passe oublié ? » à la connexion.";

    [Display(Name = "Mot de passe actuel")]
    public string? Current { get; init; }

    public static string MustWait(TimeSpan wait) =>
        $"Plusieurs mots de passe incorrects ont été saisis. Attendez {FrenchDuration.Say(wait)} avant de réessayer.";
}
