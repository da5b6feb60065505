using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Features.Helpdesk.Electors;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>The journal in the words that an agent would say to an elector on the telephone.</summary>
internal static class JournalWords
{
    public static string Say(JournalEntry entry) =>
        entry.Kind == JournalKind.Message ? MessageWords.Say(entry)
        : entry.Outcome == JournalOutcome.Done ? Done(entry)
        : $"{Of(entry.Kind)}, {(entry.Outcome == JournalOutcome.Refused ? "refus" : "échec")} : {Refusal(entry)}";

    /// <summary>What an event is called, alone or in a list to choose from.</summary>
    public static string Of(JournalKind kind) => kind switch
    {
        JournalKind.ActivationLink => "Lien d'activation",
        JournalKind.Invitation => "Invitation",
        JournalKind.ResetLink => "Lien de nouveau mot de passe",
        JournalKind.PasswordCreated => "Création du mot de passe",
        JournalKind.PasswordReset => "Réinitialisation du mot de passe",
        JournalKind.PasswordChanged => "Changement de mot de passe",
        JournalKind.SignIn => "Connexion",
        JournalKind.SignOut => "Déconnexion",
        JournalKind.Reassort => "Demande d'un nouvel identifiant",
        JournalKind.ReassortReport => "Signalement « Ce n'est pas moi »",
        JournalKind.ReassortGivenBack => "Demande rendue",
        JournalKind.Message => "Courriel ou SMS",
        JournalKind.IdentifierIssued => "Premiers identifiants",
        JournalKind.Import => "Import des listes",
        JournalKind.Purge => "Effacement de ce qui ne sert plus",
        JournalKind.Removal => "Retrait des listes",
        JournalKind.IdentifierShown => "Identifiant saisi pour voter",
        JournalKind.Vote => "Émargement",
        JournalKind.CorrectionAsked => "Correction demandée",
        JournalKind.CorrectionAnswered => "Réponse à une demande de correction",
        JournalKind.DelayLifted => "Délai levé",
        JournalKind.AddressAdded => "Adresse ajoutée",
        JournalKind.AddressCorrected => "Adresse corrigée",
        JournalKind.ReassortFrozen => "Demandes d'identifiant bloquées",
        JournalKind.ReassortUnfrozen => "Demandes d'identifiant débloquées",
        JournalKind.IdentityChecked => "Identité vérifiée",
        JournalKind.MessageSentAgain => "Message renvoyé",
        JournalKind.Consultation => "Consultation d'un dossier",
        JournalKind.Search => "Recherche",
        JournalKind.Export => "Export",
        JournalKind.AgentSignIn => "Connexion d'un agent",
        JournalKind.AgentSignOut => "Déconnexion d'un agent",
        JournalKind.AgentAdded => "Agent ajouté",
        JournalKind.AgentEnrolled => "Agent inscrit",
        JournalKind.AgentDisabled => "Agent désactivé",
        JournalKind.AgentReset => "Agent à réinscrire",
        JournalKind.IncidentShown => "Bandeau d'incident affiché",
        JournalKind.IncidentEnded => "Bandeau d'incident retiré",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(JournalOutcome outcome) => outcome switch
    {
        JournalOutcome.Done => "Fait",
        JournalOutcome.Refused => "Refusé",
        _ => "Échec",
    };

    /// <summary>DSFR badge that colours what <see cref="Of(JournalOutcome)"/> says.</summary>
    public static string Badge(JournalOutcome outcome) => outcome switch
    {
        JournalOutcome.Done => "fr-badge--success",
        JournalOutcome.Refused => "fr-badge--warning",
        _ => "fr-badge--error",
    };

    private static string Done(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.ActivationLink => $"Lien d'activation demandé, adressé à {entry.Detail}",
        JournalKind.Invitation => $"Invitation à ouvrir l'espace électeur, adressée à {entry.Detail}",
        JournalKind.ResetLink => $"Lien de nouveau mot de passe demandé, adressé à {entry.Detail}",
        JournalKind.PasswordCreated => "Mot de passe créé : l'espace électeur est ouvert",
        JournalKind.PasswordReset => "Mot de passe réinitialisé par le lien reçu",
        JournalKind.PasswordChanged => "Mot de passe changé par l'électeur connecté",
        JournalKind.SignIn => "Connexion réussie",
        JournalKind.Reassort =>
            $"Nouvel identifiant demandé, à envoyer au {entry.Detail} ; l'ancien n'est plus valable"
            + (entry.Reason == nameof(ReassortRemark.SharedNumber) ? ". À vérifier : ce numéro a servi à plus de deux électeurs" : ""),
        JournalKind.ReassortReport =>
            $"L'électeur signale ne pas être à l'origine de la demande vers le {entry.Detail} ; ses demandes sont bloquées",
        JournalKind.ReassortGivenBack when entry.AgentId is null =>
            $"Demande rendue : le SMS au {entry.Detail} n'est pas arrivé ({FailureWords.For(entry.Reason ?? "")})",
        JournalKind.Removal => "Retiré des listes électorales",
        JournalKind.IdentifierShown => "Identifiant saisi pour voter : il est bon",
        JournalKind.Vote => $"A voté, scrutin {entry.Detail}",
        JournalKind.MessageSentAgain when MessageFacts.TryParse(entry.Detail, out var facts) =>
            $"Nouvel essai demandé : {MessageWords.Recipient(facts.Topic, facts.MaskedRecipient)} ({MessageWords.Of(facts.Topic)})",
        _ => entry.Detail is null ? Of(entry.Kind) : $"{Of(entry.Kind)} : {entry.Detail}",
    };

    /// <summary>The names of the domain's refusals, in words.</summary>
    private static string Refusal(JournalEntry entry) => entry.Reason switch
    {
        "UnknownAddress" => $"adresse {entry.Detail} inconnue",
        "TooSoon" when entry.Kind == JournalKind.Reassort => "moins de 15 minutes après la demande précédente",
        "TooManyLinks" => "dix courriels sont partis au cours des dernières vingt-quatre heures",
        "TooSoon" => "un courriel est parti moins de cinq minutes avant",
        "CeilingReached" => "plafond horaire des SMS atteint, tous électeurs confondus",
        "Busy" => "trop de messages en attente d'envoi",
        "Unknown" => "lien inconnu ou abîmé",
        "Used" => "lien déjà utilisé",
        "Replaced" => "lien remplacé par un plus récent",
        "Expired" => "lien expiré",
        "WrongPassword" => "mot de passe incorrect",
        "WrongCurrent" => "mot de passe actuel incorrect",
        "WrongCode" => "code à six chiffres incorrect",
        "UsedCode" => "code à six chiffres déjà utilisé",
        "WrongRecoveryCode" => "code de secours incorrect",
        "UnknownAgent" => "agent inconnu",
        "NotEnrolled" => "agent pas encore inscrit",
        "IdentityRefused" => "identité refusée par ProConnect",
        "WeakIdentity" => "connexion à ProConnect sans la seconde étape",
        "Himself" => "un administrateur n'agit pas sur lui-même",
        "AlreadyThere" => "agent déjà connu",
        "AcademyMissing" or "AcademyUnexpected" or "AcademyUnknown" => "académie absente ou inattendue",
        "PasswordRefused" => "mot de passe trop faible",
        "WrongIdentifier" => "identifiant inconnu",
        "FormerIdentifier" => "ancien identifiant, remplacé depuis : seul le dernier reçu est valable",
        "MalformedIdentifier" => "identifiant mal recopié (il compte 12 lettres et chiffres)",
        "NotIdentified" => "identifiant pas encore saisi",
        "NotOnRoll" => "électeur absent de la liste de ce scrutin",
        "TooMany" => "trois demandes attendent déjà une réponse",
        "AlreadyVoted" => "a déjà voté dans ce scrutin",
        "MustWait" when entry.Kind == JournalKind.IdentifierShown => "délai d'attente en cours après plusieurs identifiants incorrects",
        "MustWait" => "délai d'attente en cours après plusieurs mots de passe incorrects",
        "OutsideWindow" => "hors de la période prévue",
        "Frozen" => "demandes bloquées",
        "NoRequestLeft" => "plus aucune demande disponible",
        "FormClosed" => "formulaire fermé pour quelques minutes, à la suite de plusieurs erreurs",
        "WrongSecurityCode" => "code de sécurité incorrect",
        "NumberNotOnFile" => "numéro différent de celui du dossier",
        "WrongIdentity" => "NUMEN ou date de naissance différents de ceux du dossier",
        "OutOfScope" => "électeur d'une autre académie",
        "NotFound" => "dossier introuvable",
        "Disabled" => "agent désactivé",
        { } other when Enum.TryParse<HelpdeskRefusal>(other, out var refusal) => InASentence(ActText.Say(refusal)),
        { } other => other,
        null => "sans précision",
    };

    private static string InASentence(string sentence) => char.ToLower(sentence[0], FrenchDates.Culture) + sentence[1..].TrimEnd('.');
}
