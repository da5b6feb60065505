namespace ElectorPortal.Domain.Delivery;

/// <summary>The French words, for the elector and the helpdesk, behind the reason kept with a message that did not go through.</summary>
public static class FailureWords
{
    /// <param name="reason">
    /// A code of Twilio, <c>smtp-</c> and an SMTP status, <c>dsn-</c> and the status code of a returned mail, or the name of a failure of
    /// ours.
    /// </param>
    public static string For(string reason) =>
        Sms(reason) ?? Mail(reason) ?? ReturnedMail(reason) ?? Ours(reason) ?? $"échec signalé par l'opérateur (code {reason})";

    /// <summary>Whether the failure comes from the number or the telephone, which its owner can look into.</summary>
    public static bool ConcernsTheNumber(string reason) => reason is
        "21211" or "21214" or "21217" or "21408" or "21610" or "21612" or "21614"
        or "30003" or "30004" or "30005" or "30006" or "30007" or "30008" or "30036" or "undelivered";

    /// <summary>Twilio's error codes: those that refuse a message at once (2xxxx), those that come by callback (3xxxx).</summary>
    private static string? Sms(string code) => code switch
    {
        "21211" or "21217" => "numéro de téléphone non valide",
        "21214" or "21612" => "numéro que l'opérateur ne peut pas joindre",
        "21408" => "envoi vers ce pays non autorisé",
        "21610" or "30004" => "SMS refusés par le destinataire ou bloqués par son opérateur",
        "21614" => "numéro qui n'est pas celui d'un téléphone mobile",
        "21617" => "message trop long",
        "30001" or "30022" => "trop de messages en attente chez l'opérateur",
        "30002" => "compte d'envoi suspendu",
        "30003" => "téléphone éteint ou hors réseau",
        "30005" => "numéro inconnu de l'opérateur",
        "30006" => "ligne fixe ou opérateur injoignable",
        "30007" => "message filtré par l'opérateur",
        "30008" => "échec de cause inconnue chez l'opérateur",
        "30036" => "téléphone resté injoignable pendant toute la durée de validité du SMS",
        "undelivered" => "SMS non distribué",
        "failed" => "envoi du SMS impossible",
        "canceled" => "envoi du SMS annulé",
        "20003" => "accès refusé par l'opérateur : réglages du portail à vérifier",
        "20429" => "opérateur momentanément saturé",
        _ => null,
    };

    private static string? Mail(string reason) => reason switch
    {
        "smtp-550" or "smtp-551" or "smtp-553" => "adresse de messagerie refusée par le serveur du destinataire",
        "smtp-552" => "boîte de messagerie pleine ou message trop volumineux",
        "smtp-auth" or "smtp-unsupported" => "accès refusé par le serveur de messagerie : réglages du portail à vérifier",
        "smtp-tls" => "liaison chiffrée impossible avec le serveur de messagerie",
        "smtp-connect" or "smtp-lost" => "serveur de messagerie injoignable",
        "smtp-timeout" => "serveur de messagerie trop lent à répondre",
        "smtp-no-reply" => "serveur de messagerie resté sans réponse",
        _ when reason.StartsWith("smtp-4", StringComparison.Ordinal) => "serveur de messagerie momentanément indisponible",
        _ when reason.StartsWith("smtp-5", StringComparison.Ordinal) => "message refusé par le serveur de messagerie",
        _ => null,
    };

    /// <summary>Codes of RFC 3463, as the servers of the recipient use them.</summary>
    private static string? ReturnedMail(string reason) => reason switch
    {
        "dsn-5.1.1" or "dsn-5.1.6" or "dsn-5.1.10" => "adresse de messagerie inconnue du serveur du destinataire",
        "dsn-5.1.2" or "dsn-5.4.4" => "domaine de l'adresse de messagerie inconnu ou sans serveur",
        "dsn-5.2.1" => "boîte de messagerie désactivée",
        "dsn-5.2.2" or "dsn-4.2.2" => "boîte de messagerie pleine",
        "dsn-4.4.7" or "dsn-5.4.7" => "serveur du destinataire resté injoignable : délai de distribution dépassé",
        _ when reason.StartsWith("dsn-5.7.", StringComparison.Ordinal) => "message refusé par la politique du serveur du destinataire",
        _ when reason.StartsWith("dsn-5.", StringComparison.Ordinal) => "message renvoyé par le serveur du destinataire",
        _ when reason.StartsWith("dsn-4.", StringComparison.Ordinal) => "distribution impossible : serveur du destinataire indisponible",
        _ => null,
    };

    private static string? Ours(string reason) => reason switch
    {
        "" => "cause inconnue",
        "payload" => "contenu illisible : clés de chiffrement à vérifier",
        "dns" or "connect" or "tls" => "opérateur injoignable",
        "timeout" or "no-answer" or "unreadable-answer" => "opérateur resté sans réponse",
        DeliveryOutcome.NotBegun.Reason => "tour d'envoi pas encore venu",
        "lease" => "envoi interrompu, en cours de vérification",
        "http-429" => "opérateur momentanément saturé",
        "http-401" or "http-403" => "accès refusé par l'opérateur : réglages du portail à vérifier",
        _ when reason.StartsWith("http-5", StringComparison.Ordinal) => "opérateur momentanément en panne",
        _ => null,
    };
}
