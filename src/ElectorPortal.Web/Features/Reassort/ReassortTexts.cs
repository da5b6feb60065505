using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Messaging;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Each refusal as a person reads it: what was wrong, what to do, whom to call.</summary>
internal static class ReassortTexts
{
    public const string MissingPhone = "Saisissez votre numéro de téléphone mobile.";
    public const string NotANumber = "Saisissez un numéro de téléphone mobile valable, par exemple 06 12 34 56 78.";
    public const string AmbiguousNumber = "Ce numéro existe dans plusieurs territoires. Saisissez-le avec son indicatif, par exemple +262.";
    public const string NotMobile = "Ce numéro n'est pas celui d'un téléphone mobile : il ne pourrait pas recevoir de SMS. Saisissez celui d'un téléphone mobile.";
    public const string CountryNotAllowed =
        "Les SMS ne peuvent pas être envoyés dans ce pays. Saisissez un numéro français, ou contactez l'assistance de votre académie.";

    public const string MissingNumen = "Saisissez votre NUMEN.";
    public const string WrongNumen =
        "Le NUMEN est fait de 13 caractères : 2 chiffres, 1 lettre, 7 chiffres et 3 lettres. Votre service des ressources humaines peut vous le donner.";

    public const string MissingBirthDate = "Saisissez votre date de naissance.";
    public const string WrongBirthDate = "Saisissez une date de naissance qui existe, sous la forme jj/mm/aaaa, par exemple 14/03/1978.";

    public const string MissingSecurityCode = "Recopiez le code de sécurité.";
    public const string WrongSecurityCode = "Le code de sécurité est incorrect ou a expiré. Recopiez le nouveau code.";

    /// <summary>One message for a wrong NUMEN and a wrong date (contract §1).</summary>
    public const string WrongIdentity = "Les informations saisies ne correspondent pas à celles de votre dossier.";

    public const string NumberNotOnFile =
        "Ce numéro n'est pas celui que connaît votre service des ressources humaines. Saisissez celui qu'il connaît, ou demandez-lui d'enregistrer votre numéro actuel.";

    public const string CeilingReached =
        "De trop nombreux électeurs demandent un nouvel identifiant en ce moment : votre demande n'a pas été prise en compte, et rien n'est décompté. "
        + "Réessayez dans un quart d'heure ou, si cela presse, contactez l'assistance de votre académie.";

    public const string StaleForm = "La page est restée ouverte trop longtemps. Vérifiez vos réponses, puis validez à nouveau.";

    public static string Say(NumberRefusal refusal) => refusal switch
    {
        NumberRefusal.NotANumber => NotANumber,
        NumberRefusal.Ambiguous => AmbiguousNumber,
        NumberRefusal.NotMobile => NotMobile,
        _ => CountryNotAllowed,
    };

    /// <summary>What stands in the way of any request, whatever is typed.</summary>
    public static string Say(ReassortRefusal obstacle, ReassortStanding standing, ReassortTerms terms, DateTime now) => obstacle switch
    {
        ReassortRefusal.Frozen =>
            "Vos demandes d'identifiant sont bloquées, à la suite d'un signalement ou d'une décision de l'assistance. Contactez l'assistance de votre académie.",
        ReassortRefusal.NoRequestLeft =>
            $"Vous avez déjà utilisé {(terms.MaxRequests == 1 ? "votre demande" : $"vos {terms.MaxRequests} demandes")} : une nouvelle demande sera refusée. Contactez l'assistance de votre académie.",
        ReassortRefusal.FormClosed =>
            $"Trop d'informations inexactes ont été saisies. Vous pourrez réessayer dans {FrenchDuration.Say(standing.ClosedUntil!.Value - now)}. Si les vôtres sont exactes, contactez l'assistance de votre académie.",
        ReassortRefusal.TooSoon =>
            "Une demande vient d'être acceptée : attendez le SMS. "
            + $"Vous pourrez en faire une autre dans {FrenchDuration.Say(ReassortRules.NextRequestAt(standing, terms)!.Value - now)}.",
        _ => "Les demandes d'identifiant ne sont pas ouvertes.",
    };
}
