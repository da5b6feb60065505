using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>What an agent posts to do something for an elector.</summary>
internal sealed record ActForm
{
    public const string NoReason = "Dites en quelques mots pourquoi : le motif reste au journal (3 à 200 caractères).";

    public const string SecretReason =
        "Le motif semble contenir un NUMEN, un identifiant ou un numéro de téléphone : retirez-le, le journal ne garde aucun secret.";

    public const string WrongAddress = "Saisissez une adresse sous la forme prenom.nom@ac-academie.fr.";

    [Display(Name = "Adresse de messagerie")]
    public string? Address { get; init; }

    /// <summary>The request to give back.</summary>
    public Guid? Request { get; init; }

    [Display(Name = "Motif")]
    public string? Reason { get; init; }

    public static string Say(NoteRefusal refusal) => refusal switch
    {
        NoteRefusal.HoldsSecret => SecretReason,
        NoteRefusal.Unreadable => "Le motif contient un caractère illisible : saisissez-le à nouveau.",
        _ => NoReason,
    };
}
