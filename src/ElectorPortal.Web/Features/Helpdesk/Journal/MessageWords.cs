using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>Mails and SMS, and what became of them, in an agent's words.</summary>
internal static class MessageWords
{
    /// <summary>« SMS au 06xxxxxxx (nouvel identifiant) : non distribué, numéro inconnu de l'opérateur ».</summary>
    public static string Say(JournalEntry entry)
    {
        if (!MessageFacts.TryParse(entry.Detail, out var facts))
            return entry.Detail ?? "Message";

        var what = $"{Recipient(facts.Topic, facts.MaskedRecipient)} ({Of(facts.Topic)})";
        return entry.Reason switch
        {
            "UnknownStatus" => $"{what} : état inconnu annoncé par l'opérateur ({facts.Word})",
            "Delayed" => $"{what} : retardé, {FailureWords.For(facts.Word ?? "")}",
            _ when Enum.TryParse<OutboxStatus>(entry.Reason, out var status) => $"{what} : {Of(status, facts.Topic, facts.Word)}",
            _ => what,
        };
    }

    public static string Of(MessageTopic topic) => topic switch
    {
        MessageTopic.Activation => "lien d'activation",
        MessageTopic.Reset => "lien de nouveau mot de passe",
        MessageTopic.PasswordNotice => "avis de mot de passe",
        MessageTopic.ReassortConfirmation => "confirmation de la demande d'identifiant",
        MessageTopic.ReassortIdentifier => "nouvel identifiant",
        _ => "avis de l'assistance",
    };

    public static string Recipient(MessageTopic topic, string masked) =>
        topic == MessageTopic.ReassortIdentifier ? $"SMS au {masked}" : $"Courriel à {masked}";

    /// <summary>Where a message is; with the reason where it did not go through.</summary>
    public static string Of(OutboxStatus status, MessageTopic topic, string? word)
    {
        var why = string.IsNullOrEmpty(word) ? "" : $", {FailureWords.For(word)}";
        return status switch
        {
            OutboxStatus.Pending => "en attente d'envoi",
            OutboxStatus.Sending => "envoi en cours",
            OutboxStatus.Submitted when topic == MessageTopic.ReassortIdentifier => "remis à l'opérateur",
            OutboxStatus.Submitted => "remis à la messagerie",
            OutboxStatus.Delivered => "distribué",
            OutboxStatus.Unknown => $"sort inconnu, vérification en cours{why}",
            OutboxStatus.FailedTemporary => $"pas encore parti, nouvel essai prévu{why}",
            OutboxStatus.FailedPermanent => $"non distribué{why}",
            OutboxStatus.Superseded => "annulé, remplacé par un plus récent",
            _ => $"abandonné, délai dépassé{why}",
        };
    }

    /// <summary>As above, for a badge.</summary>
    public static string Short(OutboxStatus status, MessageTopic topic)
    {
        var words = Of(status, topic, null).Split(',')[0];
        return char.ToUpper(words[0], FrenchDates.Culture) + words[1..];
    }

    /// <summary>DSFR badge that colours what the words say.</summary>
    public static string Badge(OutboxStatus status) => status switch
    {
        OutboxStatus.Delivered => "fr-badge--success",
        OutboxStatus.FailedPermanent or OutboxStatus.Expired => "fr-badge--error",
        OutboxStatus.Unknown or OutboxStatus.FailedTemporary or OutboxStatus.Superseded => "fr-badge--warning",
        _ => "fr-badge--info",
    };
}
