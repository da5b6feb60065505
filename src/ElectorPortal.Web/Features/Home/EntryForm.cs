using System.ComponentModel.DataAnnotations;

namespace ElectorPortal.Web.Features.Home;

internal sealed record EntryForm
{
    public const string WrongAddress =
        "Saisissez votre adresse de messagerie professionnelle sous la forme prenom.nom@ac-academie.fr.";

    [Display(Name = "Adresse de messagerie professionnelle")]
    public string? Email { get; set; }

    /// <summary>The answer, never posted: whether the dialog that announces the mail is open.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public bool MailAnnounced { get; init; }
}
