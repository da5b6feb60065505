using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>How an act is called, addressed, explained and told.</summary>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Effect">What it does, for the agent before he does it.</param>
/// <param name="Told">What the elector's mail says was done; null where his access does not change.</param>
internal sealed record ActText(HelpdeskAct Act, string Slug, string Title, string Effect, string? Told, JournalKind Kind)
{
    public static IReadOnlyList<ActText> All { get; } =
    [
        new(
            HelpdeskAct.SendLink, "lien", "Envoyer un nouveau lien",
            "Un courriel part à l'adresse enregistrée : lien d'activation si l'espace n'est pas ouvert, lien de nouveau mot de passe sinon. Les liens précédents ne servent plus.",
            null, JournalKind.ActivationLink),
        new(
            HelpdeskAct.LiftDelays, "delais", "Lever les délais",
            "L'électeur peut aussitôt réessayer son mot de passe, demander un lien et rouvrir le formulaire de demande d'identifiant. Le délai entre deux demandes acceptées demeure : il évite que deux SMS se croisent.",
            "levé les délais d'attente de votre espace électeur", JournalKind.DelayLifted),
        new(
            HelpdeskAct.AddAddress, "adresse", "Ajouter une adresse",
            "L'électeur peut entrer avec cette adresse aussi. Les courriels continuent de partir à l'adresse enregistrée.",
            "ajouté une adresse avec laquelle entrer dans votre espace électeur", JournalKind.AddressAdded),
        new(
            HelpdeskAct.CorrectAddress, "correction", "Corriger l'adresse enregistrée",
            "Les courriels partent désormais à la nouvelle adresse, les liens envoyés à l'ancienne ne servent plus. L'ancienne adresse en est avertie.",
            "remplacé l'adresse à laquelle le portail vous écrit", JournalKind.AddressCorrected),
        new(
            HelpdeskAct.GiveBackRequest, "demande", "Rendre une demande",
            "La demande ne compte plus parmi celles auxquelles l'électeur a droit.",
            "rendu une de vos demandes d'identifiant : elle ne compte plus", JournalKind.ReassortGivenBack),
        new(
            HelpdeskAct.Freeze, "blocage", "Bloquer les demandes d'identifiant",
            "Plus aucun identifiant ne peut être demandé jusqu'au déblocage. À faire dès qu'une demande semble ne pas venir de l'électeur.",
            "bloqué les demandes d'identifiant de votre espace électeur", JournalKind.ReassortFrozen),
        new(
            HelpdeskAct.Unfreeze, "deblocage", "Débloquer les demandes d'identifiant",
            "L'électeur peut de nouveau demander un identifiant. Vérifiez d'abord son identité.",
            "débloqué les demandes d'identifiant de votre espace électeur", JournalKind.ReassortUnfrozen),
        new(
            HelpdeskAct.NoteIdentity, "identite", "Noter une vérification d'identité",
            "Rien ne change pour l'électeur : le journal garde que vous avez vérifié qui appelait, et comment.",
            null, JournalKind.IdentityChecked),
    ];

    public static ActText Of(HelpdeskAct act) => All.Single(text => text.Act == act);

    public static string Say(HelpdeskRefusal refusal) => refusal switch
    {
        HelpdeskRefusal.Removed => "Cet électeur n'est plus sur les listes : rien ne peut être fait pour lui ici.",
        HelpdeskRefusal.LinkTooSoon => "Un courriel est parti il y a moins de cinq minutes. Attendez, ou levez les délais.",
        HelpdeskRefusal.Busy => "Trop de messages attendent d'être envoyés. Réessayez dans quelques minutes.",
        HelpdeskRefusal.NothingToLift => "Aucun délai n'est en cours.",
        HelpdeskRefusal.AddressKnown => "C'est déjà l'adresse de cet électeur.",
        HelpdeskRefusal.AddressTaken => "Cette adresse est celle d'un autre électeur. Vérifiez-la avec la personne.",
        HelpdeskRefusal.TooManyAddressChanges => "L'assistance a déjà changé les adresses de cet électeur deux fois : adressez-vous au service des ressources humaines.",
        HelpdeskRefusal.IdentifierOnItsWay => "Un identifiant est en route : rien ne change tant que le SMS peut arriver. Réessayez dans 15 minutes.",
        HelpdeskRefusal.NothingToGiveBack => "Il n'y a rien à rendre : cette demande l'a déjà été, ou ne compte plus.",
        HelpdeskRefusal.SmsArrived => "Le SMS de cette demande est arrivé : seul un superviseur peut la rendre.",
        HelpdeskRefusal.AlreadyFrozen => "Les demandes sont déjà bloquées.",
        HelpdeskRefusal.NotFrozen => "Les demandes ne sont pas bloquées.",
        HelpdeskRefusal.MessageNotFailed => "Ce message n'a pas échoué : le renvoyer ferait un doublon.",
        HelpdeskRefusal.AlreadyAnswered => "Un autre agent a déjà répondu à cette demande.",
        _ => "Ce dossier est introuvable.",
    };
}
