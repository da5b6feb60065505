using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Web.Features.Profile;

internal sealed record CorrectionForm
{
    public const string NoFact = "Choisissez l'information à corriger.";

    public const string TooMany = "Trois de vos demandes attendent déjà une réponse : attendez-la avant d'en faire une autre, ou téléphonez à l'assistance.";

    [Display(Name = "Information à corriger")]
    public string? Fact { get; init; }

    [Display(Name = "Ce qu'il faudrait lire")]
    public string? Wanted { get; init; }

    public CorrectedFact? ReadFact() => Enum.TryParse<CorrectedFact>(Fact, out var fact) && Enum.IsDefined(fact) ? fact : null;

    public static string Say(NoteRefusal refusal) => refusal switch
    {
        NoteRefusal.HoldsSecret => "Ce texte semble contenir un NUMEN, un identifiant ou un numéro de téléphone : retirez-le, l'assistance n'en a pas besoin.",
        NoteRefusal.Unreadable => "Ce texte contient un caractère illisible : saisissez-le à nouveau.",
        _ => "Dites ce qu'il faudrait lire, en 3 à 200 caractères.",
    };
}
