using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Features.Shared;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>What an agent can tell this elector now, most pressing first.</summary>
internal static class WhatToSay
{
    private static readonly MessageTopic[] Links = [MessageTopic.Activation, MessageTopic.Reset];

    public static IReadOnlyList<string> To(ElectorFile file) => file.Elector.RemovedAt is { } removed
        ? [$"Il a été retiré des listes électorales le {FrenchDates.Full(removed)} : le portail ne le connaît plus. Le service RH peut l'y remettre."]
        : [.. About(file).DefaultIfEmpty("Rien ne l'empêche d'avancer : son espace est ouvert et rien n'est en attente.")];

    private static IEnumerable<string> About(ElectorFile file) => [.. Access(file), .. Standing(file), .. Identifier(file)];

    private static IEnumerable<string> Access(ElectorFile file)
    {
        var elector = file.Elector;
        if (file.SignInWait > TimeSpan.Zero)
            yield return $"Plusieurs mots de passe incorrects : il doit attendre encore {FrenchDuration.Say(file.SignInWait)}, ou demander un nouveau mot de passe.";

        var mail = file.Messages.FirstOrDefault(message => Links.Contains(message.Topic));
        if (mail is { Status: OutboxStatus.FailedPermanent or OutboxStatus.Expired })
            yield return $"Son dernier lien n'est pas arrivé : {FailureWords.For(mail.LastError ?? "")}. Vérifiez avec lui l'adresse enregistrée.";
        else if (!elector.IsActive && mail is null)
            yield return "Son espace n'est pas ouvert, et il n'a jamais demandé de lien : qu'il saisisse son adresse sur la page d'accueil.";
        else if (!elector.IsActive && file.LinkExpiresAt is { } until)
            yield return $"Son espace n'est pas ouvert. Un lien l'attend à {elector.Email}, valable jusqu'au {FrenchDates.Full(until)} ; qu'il regarde aussi les courriers indésirables.";
        else if (!elector.IsActive)
            yield return "Son espace n'est pas ouvert, et son dernier lien ne sert plus : envoyez-lui-en un nouveau.";
    }

    private static IEnumerable<string> Standing(ElectorFile file)
    {
        var standing = file.Elector.Reassort;
        switch (ReassortRules.Standing(standing, file.Terms, file.Now))
        {
            case ReassortRefusal.Frozen:
                yield return "Ses demandes d'identifiant sont bloquées. Vérifiez son identité avant de les débloquer.";
                break;
            case ReassortRefusal.NoRequestLeft:
                yield return "Il a utilisé toutes ses demandes d'identifiant.";
                break;
            case ReassortRefusal.FormClosed:
                yield return $"Le NUMEN ou la date de naissance ne correspondaient pas : le formulaire rouvre dans {FrenchDuration.Say(standing.ClosedUntil!.Value - file.Now)}.";
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> Identifier(ElectorFile file)
    {
        if (file.Requests is not [var latest, ..] || file.SmsOf(latest) is not { } sms)
            yield break;

        yield return sms.Status switch
        {
            OutboxStatus.Delivered => $"Le SMS de son dernier identifiant est arrivé au {latest.MaskedNumber} : c'est le seul valable.",
            OutboxStatus.Submitted when file.Now - latest.AcceptedAt < HelpdeskRules.SmsExpected =>
                $"Le SMS est chez l'opérateur, vers le {latest.MaskedNumber} : qu'il garde son téléphone allumé.",
            OutboxStatus.Submitted =>
                $"L'opérateur n'a pas confirmé l'arrivée du SMS au {latest.MaskedNumber} : téléphone éteint, hors réseau, ou numéro erroné. Une nouvelle demande est possible s'il en reste.",
            OutboxStatus.FailedPermanent or OutboxStatus.Expired =>
                $"Le SMS n'est pas arrivé au {latest.MaskedNumber} : {FailureWords.For(sms.LastError ?? "")}. La demande lui a été rendue.",
            OutboxStatus.Unknown or OutboxStatus.Sending =>
                $"Le SMS vers le {latest.MaskedNumber} est peut-être parti : le portail vérifie auprès de l'opérateur, aucune démarche n'est utile.",
            OutboxStatus.Superseded => "Une demande plus récente a remplacé son identifiant.",
            _ => $"Le SMS vers le {latest.MaskedNumber} n'est pas encore parti : le portail réessaie seul, aucune démarche n'est utile.",
        };
    }
}
