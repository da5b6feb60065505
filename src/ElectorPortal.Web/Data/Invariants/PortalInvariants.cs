using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Data.Invariants;

/// <summary>The promises of the portal about requests, links and messages, as far as the database can tell.</summary>
internal static class PortalInvariants
{
    /// <summary>A worker renews nothing: past its lease and this margin, nobody looks after the message any more.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromMinutes(10);

    private static readonly OutboxStatus[] Settled =
    [
        OutboxStatus.Submitted, OutboxStatus.Delivered, OutboxStatus.FailedPermanent, OutboxStatus.Superseded, OutboxStatus.Expired,
    ];

    private static readonly OutboxStatus[] Final =
        [OutboxStatus.Delivered, OutboxStatus.FailedPermanent, OutboxStatus.Superseded, OutboxStatus.Expired];

    private static readonly OutboxStatus[] Waiting = [OutboxStatus.Pending, OutboxStatus.Unknown, OutboxStatus.FailedTemporary];

    public static IReadOnlyList<Invariant> All { get; } = [.. Requests(), .. Messages(), .. Accounts()];

    private static IEnumerable<Invariant> Requests() =>
    [
        Invariant.Of("Qui a demandé un nouvel identifiant en a un, et un seul", "électeur", (db, _) =>
            db.ReassortRequests.Select(request => request.ElectorId).Distinct()
                .Where(id => !db.Identifiers.Any(identifier => identifier.ElectorId == id))),
        Invariant.Of("L'identifiant en vigueur est celui de la dernière demande", "électeur", (db, _) =>
            db.Identifiers
                .Where(identifier => db.ReassortRequests.Any(request => request.ElectorId == identifier.ElectorId)
                    ? !db.ReassortRequests.Any(request => request.Id == identifier.RequestId && request.ElectorId == identifier.ElectorId
                        && !db.ReassortRequests.Any(later => later.ElectorId == request.ElectorId && later.AcceptedAt > request.AcceptedAt))
                    : identifier.RequestId != null)
                .Select(identifier => identifier.ElectorId)),
        Invariant.Of("Les demandes décomptées restent entre zéro et la limite", "électeur", (db, terms) =>
            db.Electors.Where(elector => elector.Reassort.Used < 0 || elector.Reassort.Used > terms.Reassort.MaxRequests)
                .Select(elector => elector.Id)),
        Invariant.Of("Les demandes décomptées sont les demandes acceptées moins les rendues", "électeur", (db, _) =>
            db.Electors
                .Where(elector => elector.Reassort.Used
                    != db.ReassortRequests.Count(request => request.ElectorId == elector.Id && request.GivenBackAt == null))
                .Select(elector => elector.Id)),
        Invariant.Of("Chaque demande acceptée a un courriel, et un seul", "demande", (db, _) =>
            db.ReassortRequests
                .Where(request => db.OutboxMessages.Count(message => message.RequestId == request.Id
                    && message.ElectorId == request.ElectorId && message.Topic == MessageTopic.ReassortConfirmation) != 1)
                .Select(request => request.Id)),
        Invariant.Of("Chaque demande acceptée a un SMS, et un seul", "demande", (db, _) =>
            db.ReassortRequests
                .Where(request => db.OutboxMessages.Count(message => message.RequestId == request.Id
                    && message.ElectorId == request.ElectorId && message.Topic == MessageTopic.ReassortIdentifier) != 1)
                .Select(request => request.Id)),
        Invariant.Of("Chaque demande acceptée est au journal, une fois", "électeur", (db, _) =>
            db.ReassortRequests.Select(request => request.ElectorId).Distinct()
                .Where(id => db.ReassortRequests.Count(request => request.ElectorId == id)
                    != db.Journal.Count(entry => entry.ElectorId == id
                        && entry.Kind == JournalKind.Reassort && entry.Outcome == JournalOutcome.Done))),
        Invariant.Of("Chaque demande rendue est au journal, une fois", "électeur", (db, _) =>
            db.ReassortRequests.Select(request => request.ElectorId).Distinct()
                .Where(id => db.ReassortRequests.Count(request => request.ElectorId == id && request.GivenBackAt != null)
                    != db.Journal.Count(entry => entry.ElectorId == id
                        && entry.Kind == JournalKind.ReassortGivenBack && entry.Outcome == JournalOutcome.Done))),
    ];

    private static IEnumerable<Invariant> Messages() =>
    [
        Invariant.Of("Aucun message remis ou clos ne garde son contenu", "message", (db, _) =>
            db.OutboxMessages.Where(message => Settled.Contains(message.Status) && message.Payload != null)
                .Select(message => message.Id)),
        Invariant.Of("Aucun message à envoyer n'a perdu son contenu", "message", (db, _) =>
            db.OutboxMessages.Where(message => !Settled.Contains(message.Status) && message.Payload == null)
                .Select(message => message.Id)),
        Invariant.Of("Tout message en attente a une prochaine tentative", "message", (db, _) =>
            db.OutboxMessages.Where(message => Waiting.Contains(message.Status) && message.NextAttemptAt == null)
                .Select(message => message.Id)),
        Invariant.Of("Aucun envoi n'est resté entre les mains d'un travailleur disparu", "message", (db, terms) =>
            StuckSince(db, terms.Now - LeaseMargin)),
        Invariant.Of("Un message est clos quand, et seulement quand, son état est définitif", "message", (db, _) =>
            db.OutboxMessages.Where(message => Final.Contains(message.Status) != (message.FinalAt != null))
                .Select(message => message.Id)),
        Invariant.Of("L'état de chaque message vient de son histoire", "message", (db, _) =>
            db.OutboxMessages
                .Where(message => message.Status != OutboxStatus.Pending && !message.Events.Any(step => step.To == message.Status))
                .Select(message => message.Id)),
    ];

    private static IEnumerable<Invariant> Accounts() =>
    [
        Invariant.Of("Un électeur n'a qu'un lien ouvert", "électeur", (db, _) =>
            db.AccountLinks.Where(link => link.UsedAt == null && link.ReplacedAt == null)
                .GroupBy(link => link.ElectorId)
                .Where(links => links.Count() > 1)
                .Select(links => links.Key)),
        Invariant.Of("Aucun lien n'a servi une fois remplacé ou périmé", "lien", (db, _) =>
            db.AccountLinks.Where(link => link.UsedAt >= link.ExpiresAt || link.ReplacedAt < link.UsedAt)
                .Select(link => link.Id)),
        Invariant.Of("Un espace n'est créé qu'une fois", "électeur", (db, _) =>
            db.Journal
                .Where(entry => entry.Kind == JournalKind.PasswordCreated && entry.Outcome == JournalOutcome.Done && entry.ElectorId != null)
                .GroupBy(entry => entry.ElectorId!.Value)
                .Where(entries => entries.Count() > 1)
                .Select(entries => entries.Key)),
        Invariant.Of("L'adresse de chaque électeur est l'une de ses adresses connues", "électeur", (db, _) =>
            db.Electors
                .Where(elector => !db.ElectorAddresses.Any(known => known.ElectorId == elector.Id && known.Address == elector.Email))
                .Select(elector => elector.Id)),
        Invariant.Of("Personne n'est connecté sans être sur les listes", "électeur", (db, _) =>
            db.Electors.Where(elector => elector.RemovedAt != null && db.Sessions.Any(session => session.ElectorId == elector.Id))
                .Select(elector => elector.Id)),
    ];

    private static IQueryable<Guid> StuckSince(PortalDbContext db, DateTime limit) =>
        db.OutboxMessages
            .Where(message => message.Status == OutboxStatus.Sending && (message.LeaseUntil == null || message.LeaseUntil < limit))
            .Select(message => message.Id);
}
