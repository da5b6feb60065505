using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security.Keys;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>What an accepted request brings: the new identifier in the place of the old one, the confirmation mail, the SMS.</summary>
internal sealed class ReassortGrant(PortalDbContext db, KeyedHash hash, ReassortMessages messages, Backlog backlog)
{
    /// <summary>Whether its mail and its SMS would leave within the promised time, as far as what waits already tells.</summary>
    public async Task<bool> CanLeaveAsync(CancellationToken cancellation) =>
        !await backlog.IsFullAsync(Channel.Sms, cancellation) && !await backlog.IsFullAsync(Channel.Mail, cancellation);

    /// <summary>Adds all of it to the unit of work.</summary>
    public async Task AddAsync(Elector elector, Guid formKey, MobileNumber number, DateTime now, CancellationToken cancellation)
    {
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
        await ReplaceIdentifierAsync(elector.Id, identifier, request.Id, now, cancellation);
        messages.AddConfirmation(elector, request, report);
        messages.AddIdentifier(request, number, identifier);
    }

    private async Task ReplaceIdentifierAsync(
        int electorId, VoterIdentifier identifier, Guid requestId, DateTime now, CancellationToken cancellation)
    {
        if (await db.Identifiers.FindAsync([electorId], cancellation) is { } current)
        {
            db.FormerIdentifiers.Add(new FormerIdentifier { ElectorId = electorId, Hash = current.Hash, ReplacedAt = now });
            current.Hash = hash.Of(identifier);
            current.IssuedAt = now;
            current.RequestId = requestId;
        }
        else
        {
            db.Identifiers.Add(new IssuedIdentifier
            {
                ElectorId = electorId,
                Hash = hash.Of(identifier),
                IssuedAt = now,
                RequestId = requestId,
            });
        }
    }
}
