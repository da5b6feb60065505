using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security.Keys;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>What an accepted request brings: the new identifier in the place of the old one, the confirmation mail, the SMS.</summary>
internal sealed class ReassortGrant(PortalDbContext db, KeyedHash hash, ReassortMessages messages, Backlog backlog, ReassortCeiling ceiling)
{
    /// <summary>What keeps its mail and its SMS from leaving now, whoever asks, as far as can be told; null where nothing does.</summary>
    public async Task<ReassortRefusal?> ObstacleAsync(DateTime now, CancellationToken cancellation)
    {
        if (await backlog.IsFullAsync(Channel.Sms, cancellation) || await backlog.IsFullAsync(Channel.Mail, cancellation))
            return ReassortRefusal.Busy;
        return await ceiling.IsReachedAsync(now, cancellation) ? ReassortRefusal.CeilingReached : null;
    }

    /// <summary>Adds all of it to the unit of work.</summary>
    public void Add(ReassortCase found, Guid formKey, MobileNumber number, DateTime now)
    {
        var elector = found.Elector;
        var identifier = VoterIdentifier.Generate();
        var report = LinkToken.Generate();
        var request = new ReassortRequest
        {
            ElectorId = elector.Id,
            FormKey = formKey,
            AcceptedAt = now,
            MaskedNumber = number.Masked,
            NumberHash = hash.Of(number),
            Region = number.Region,
            ReportTokenHash = hash.Of(report),
        };
        db.ReassortRequests.Add(request);
        ReplaceIdentifier(found, hash.Of(identifier), request.Id, now);
        messages.AddConfirmation(elector, request, report);
        messages.AddIdentifier(request, number, identifier);
    }

    private void ReplaceIdentifier(ReassortCase found, byte[] identifier, Guid requestId, DateTime now)
    {
        if (found.Identifier is { } current)
        {
            db.FormerIdentifiers.Add(new FormerIdentifier { ElectorId = current.ElectorId, Hash = current.Hash, ReplacedAt = now });
            current.Hash = identifier;
            current.IssuedAt = now;
            current.RequestId = requestId;
        }
        else
        {
            db.Identifiers.Add(new IssuedIdentifier
            {
                ElectorId = found.Elector.Id,
                Hash = identifier,
                IssuedAt = now,
                RequestId = requestId,
            });
        }
    }
}
