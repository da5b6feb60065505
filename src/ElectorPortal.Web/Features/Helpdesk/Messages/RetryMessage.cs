using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Messages;

/// <summary>
/// Tries a message again at once, which certainly did not leave and waits for its next try. One that may have left, or that was refused for
/// good, is never sent again: a doubt is cleared with the provider first, a link is asked for anew, an identifier too.
/// </summary>
internal sealed class RetryMessage(PortalDbContext db, SignedInAgent agent, OutboxSignal signal, RequestJournal journal)
{
    /// <returns>Null where it will be tried.</returns>
    public Task<HelpdeskRefusal?> RetryAsync(Guid id, CancellationToken cancellation) => db.RetryOnConflictAsync(async () =>
    {
        var message = await agent.Messages.SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (message is null)
        {
            await NoteOutOfSightAsync(id, cancellation);
            return HelpdeskRefusal.NotFound;
        }

        var refusal = message.Status == OutboxStatus.FailedTemporary ? (HelpdeskRefusal?)null : HelpdeskRefusal.MessageNotFailed;
        var what = MessageFacts.Of(message, null).ToString();
        if (refusal is { } reason)
        {
            journal.Refused(JournalKind.MessageSentAgain, message.ElectorId, reason, what);
        }
        else
        {
            message.NextAttemptAt = journal.Now;
            journal.Done(JournalKind.MessageSentAgain, message.ElectorId, what);
        }

        await db.SaveChangesAsync(cancellation);
        if (refusal is null)
            signal.Ring();
        return refusal;
    });

    private async Task NoteOutOfSightAsync(Guid id, CancellationToken cancellation)
    {
        var elector = await db.OutboxMessages.Where(row => row.Id == id).Select(row => (int?)row.ElectorId).SingleOrDefaultAsync(cancellation);
        journal.Refused(JournalKind.MessageSentAgain, elector, elector is null ? HelpdeskRefusal.NotFound : HelpdeskRefusal.OutOfScope);
        await db.SaveChangesAsync(cancellation);
    }
}
