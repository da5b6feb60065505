using System.ComponentModel.DataAnnotations;
using ElectorPortal.Web.Features.Shared;

namespace ElectorPortal.Web.Features.Voting;

internal sealed record VotingForm
{
    public const string Missing = "Saisissez votre identifiant électeur : 12 lettres et chiffres.";

    /// <summary>One text for all that is wrong: nothing tells a stranger how near he is.</summary>
    public const string Wrong =
        "Cet identifiant n'est pas le vôtre, ou n'est plus valable. Vérifiez les 12 caractères ; si vous avez demandé un nouvel identifiant, "
        + "seul le dernier reçu est valable. Si le refus persiste, contactez l'assistance de votre académie.";

    [Display(Name = "Identifiant électeur")]
    public string? Identifier { get; init; }

    public static string MustWait(TimeSpan wait) =>
        $"Plusieurs identifiants incorrects ont été saisis. Attendez {FrenchDuration.Say(wait)} avant de réessayer.";
}
