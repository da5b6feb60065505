using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>The state of a message in an elector's words, and what to do about it.</summary>
/// <param name="Badge">DSFR badge that colours what the words say.</param>
internal sealed record MessageStateText(string State, string Badge, string? Advice)
{
    public static MessageStateText Of(OutboxMessage message) => message switch
    {
        { Status: OutboxStatus.Pending or OutboxStatus.Sending or OutboxStatus.FailedTemporary or OutboxStatus.Unknown } =>
            new("En attente", "fr-badge--info", "L'envoi se fait dans les 15 minutes. Actualisez cette page pour suivre son avancée."),
        { Status: OutboxStatus.Submitted, Channel: Channel.Sms } =>
            new("Remis à l'opérateur", "fr-badge--info", "Votre opérateur l'achemine. Gardez votre téléphone allumé."),
        { Status: OutboxStatus.Submitted } =>
            new("Remis à votre messagerie", "fr-badge--success", null),
        { Status: OutboxStatus.Delivered } =>
            new("Distribué", "fr-badge--success", null),
        { Status: OutboxStatus.Superseded } =>
            new("Annulé", "fr-badge--warning", "Une demande plus récente l'a remplacé : seul le dernier identifiant est valable."),
        { Channel: Channel.Sms } =>
            new(
                $"Échec : {FailureWords.For(message.LastError ?? "")}",
                "fr-badge--error",
                "Vérifiez le numéro, puis faites une nouvelle demande. Contactez l'assistance si cela se reproduit."),
        _ =>
            new($"Échec : {FailureWords.For(message.LastError ?? "")}", "fr-badge--error", "Cela n'empêche pas l'envoi du SMS."),
    };
}
