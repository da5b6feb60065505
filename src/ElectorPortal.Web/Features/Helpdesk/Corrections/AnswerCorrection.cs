using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Corrections;

/// <summary>Answers a request for correction, once, and tells its elector by mail.</summary>
internal sealed class AnswerCorrection(PortalDbContext db, SignedInAgent agent, MailComposer composer, Outbox.Outbox outbox, RequestJournal journal)
{
    /// <param name="answer">Already accepted by <see cref="HelpdeskNote.Check"/>.</param>
    /// <returns>Null where it is answered.</returns>
    public Task<HelpdeskRefusal?> AnswerAsync(Guid id, string answer, CancellationToken cancellation) => db.RetryOnConflictAsync<HelpdeskRefusal?>(async () =>
    {
        var request = await db.CorrectionRequests.Include(row => row.Elector)
            .Where(row => agent.Electors.Any(elector => elector.Id == row.ElectorId))
            .SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (request is null)
            return HelpdeskRefusal.NotFound;
        if (!request.IsOpen)
        {
            journal.Refused(JournalKind.CorrectionAnswered, request.ElectorId, HelpdeskRefusal.AlreadyAnswered);
            await db.SaveChangesAsync(cancellation);
            return HelpdeskRefusal.AlreadyAnswered;
        }

        (request.AnsweredAt, request.Answer, request.Slot) = (journal.Now, answer, null);
        journal.Done(JournalKind.CorrectionAnswered, request.ElectorId, answer);
        var mailId = Guid.CreateVersion7();
        var mail = composer.Compose(
            "Features.Helpdesk.Corrections.CorrectionMail.txt", mailId, request.Elector!.Email,
            ("Asked", FrenchDates.DayAndTime(request.AskedAt)), ("Wanted", request.Wanted), ("Answer", answer));
        outbox.Add(mail, MessageTopic.HelpdeskNotice, request.ElectorId, $"correction:{id}");
        await db.SaveChangesAsync(cancellation);
        return null;
    });
}
