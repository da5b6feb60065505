using System.ComponentModel.DataAnnotations;

namespace ElectorPortal.Web.Features.SignIn;

internal sealed record ForgottenPasswordForm
{
    public const string WrongAddress =
        "Saisissez votre adresse de messagerie professionnelle sous la forme prenom.nom@ac-academie.fr.";

    [Display(Name = "Adresse de messagerie professionnelle")]
    public string? Email { get; init; }
}
