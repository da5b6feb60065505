using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

internal sealed record ActRequest
{
    public required int ElectorId { get; init; }

    public required HelpdeskAct Act { get; init; }

    /// <summary>As <see cref="HelpdeskNote"/> allows it.</summary>
    public required string Reason { get; init; }

    public EmailAddress? Address { get; init; }

    /// <summary>The réassort request to give back.</summary>
    public Guid? RequestId { get; init; }
}

/// <summary>Does something for an elector: the change, its place in the journal and the notice to the elector in one save.</summary>
internal sealed class PerformAct(PortalDbContext db, SignedInAgent agent, ElectorChanges changes, HelpdeskNotice notice, RequestJournal journal)
{
    /// <returns>Null where it is done.</returns>
    public Task<HelpdeskRefusal?> PerformAsync(ActRequest request, CancellationToken cancellation) => db.RetryOnConflictAsync(async () =>
    {
        var elector = await agent.Electors.Include(row => row.Addresses)
            .SingleOrDefaultAsync(row => row.Id == request.ElectorId, cancellation);
        if (elector is null)
            return HelpdeskRefusal.NotFound;

        var former = elector.Email;
        var refusal = await changes.ApplyAsync(elector, request, cancellation);
        Note(elector, request, refusal);
        if (refusal is null && ActText.Of(request.Act).Told is { } told)
            notice.Add(elector, told, former);
        await db.SaveChangesAsync(cancellation);
        return refusal;
    });

    private void Note(Elector elector, ActRequest request, HelpdeskRefusal? refusal)
    {
        // Links note themselves.
        if (request.Act == HelpdeskAct.SendLink)
            return;

        var kind = ActText.Of(request.Act).Kind;
        var detail = request.Address is { } address ? $"{address.Masked} (motif\u00A0: {request.Reason})" : request.Reason;
        if (refusal is { } reason)
            journal.Refused(kind, elector.Id, reason, detail);
        else
            journal.Done(kind, elector.Id, detail);
    }
}
