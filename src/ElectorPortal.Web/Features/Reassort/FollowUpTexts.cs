using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>The state of a message in an elector's words, and what to do about it.</summary>
/// <param name="Badge">DSFR badge that colours what the words say.</param>
internal sealed record MessageStateText(string State, string Badge, string? Advice)
{
    /// <param name="isLate">The promised time is over.</param>
    public static MessageStateText Of(FollowedMessage message, bool isLate) => message switch
    {
        { Status: OutboxStatus.Pending or OutboxStatus.Sending or OutboxStatus.FailedTemporary or OutboxStatus.Unknown } when isLate =>
            new(
                "En attente",
                "fr-badge--warning",
                "L'envoi prend plus de temps que prévu. Votre demande est gardée : le message partira dès que possible, sans nouvelle démarche de votre part."),
        { Status: OutboxStatus.Pending or OutboxStatus.Sending or OutboxStatus.FailedTemporary or OutboxStatus.Unknown } =>
            new("En attente", "fr-badge--info", "L'envoi se fait dans les 15 minutes."),
        { Status: OutboxStatus.Submitted, Channel: Channel.Sms } when isLate =>
            new(
                "Remis à l'opérateur",
                "fr-badge--info",
                "L'opérateur n'a pas confirmé l'arrivée du SMS. Si vous ne l'avez pas reçu, allumez votre téléphone et vérifiez le réseau. S'il n'arrive pas, faites une nouvelle demande s'il vous en reste, ou contactez l'assistance."),
        { Status: OutboxStatus.Submitted, Channel: Channel.Sms } =>
            new("Remis à l'opérateur", "fr-badge--info", "Votre opérateur l'achemine. Gardez votre téléphone allumé."),
        { Status: OutboxStatus.Submitted } =>
            new("Remis à votre messagerie", "fr-badge--success", null),
        { Status: OutboxStatus.Delivered } =>
            new("Distribué", "fr-badge--success", null),
        { Status: OutboxStatus.Superseded } =>
            new("Annulé", "fr-badge--warning", "Une demande plus récente l'a remplacé : seul le dernier identifiant est valable."),
        { Channel: Channel.Sms } =>
            new(
                $"Échec : {FailureWords.For(message.LastError ?? "")}",
                "fr-badge--error",
                FailureWords.ConcernsTheNumber(message.LastError ?? "")
                    ? "Vérifiez le numéro, puis faites une nouvelle demande s'il vous en reste. Contactez l'assistance si cela se reproduit."
                    : "Votre numéro n'est pas en cause. Faites une nouvelle demande s'il vous en reste, ou contactez l'assistance."),
        _ =>
            new($"Échec : {FailureWords.For(message.LastError ?? "")}", "fr-badge--error", "Cela n'empêche pas l'envoi du SMS."),
    };
}
