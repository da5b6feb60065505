using ElectorPortal.Web.Messaging.Mail;

namespace ElectorPortal.Web.Commands.Bounces;

/// <summary>Why a message changed nothing, for the operator; never a word of the message itself.</summary>
internal static class BounceTexts
{
    public const string Unreadable = "fichier illisible ou disparu";
    public const string UnknownMail = "rapport de distribution d'un courriel que le portail ne connaît pas";

    public static string Of(NoReport refusal) => refusal switch
    {
        NoReport.Empty => "message vide",
        NoReport.TooLarge => "message de plus de 10 Mo",
        NoReport.Damaged => "message endommagé, ou qui n'est pas un courriel",
        NoReport.AutomaticReply => "réponse automatique, pas un rapport de distribution",
        NoReport.FreeText => "échec annoncé en texte libre, sans état lisible par un programme : à lire par une personne",
        NoReport.Ordinary => "courriel ordinaire, pas un rapport de distribution",
        NoReport.WithoutAction => "rapport de distribution sans état reconnu",
        NoReport.WithoutMail => "rapport de distribution qui ne désigne aucun courriel du portail",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
