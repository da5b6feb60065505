using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>Adds to the unit of work what an act changes, or says why it does not.</summary>
internal sealed class ElectorChanges(
    PortalDbContext db, SignedInAgent agent, AccountLinks links, SignInThrottle throttle, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<HelpdeskRefusal?> ApplyAsync(Elector elector, ActRequest request, CancellationToken cancellation) => request.Act switch
    {
        HelpdeskAct.SendLink => await SendLinkAsync(elector, request.Reason, cancellation),
        HelpdeskAct.LiftDelays => await LiftDelaysAsync(elector, cancellation),
        HelpdeskAct.AddAddress or HelpdeskAct.CorrectAddress => await ChangeAddressAsync(elector, request, cancellation),
        HelpdeskAct.GiveBackRequest => await GiveBackAsync(elector, request.RequestId, cancellation),
        HelpdeskAct.Freeze => Freeze(elector),
        HelpdeskAct.Unfreeze => Unfreeze(elector),
        _ => null,
    };

    private async Task<HelpdeskRefusal?> SendLinkAsync(Elector elector, string reason, CancellationToken cancellation)
    {
        if (elector.RemovedAt is not null)
            return HelpdeskRefusal.Removed;

        return await links.AddForAgentAsync(elector, reason, cancellation) switch
        {
            null => null,
            LinkNotSent.TooSoon => HelpdeskRefusal.LinkTooSoon,
            _ => HelpdeskRefusal.Busy,
        };
    }

    private async Task<HelpdeskRefusal?> LiftDelaysAsync(Elector elector, CancellationToken cancellation)
    {
        if (elector.RemovedAt is not null)
            return HelpdeskRefusal.Removed;

        var lifted = await throttle.ForgiveAsync(elector, cancellation);
        if (!lifted && elector.LinkSentAt is null && elector.Reassort is { ClosedUntil: null, Failures: 0 })
            return HelpdeskRefusal.NothingToLift;

        elector.LinkSentAt = null;
        elector.Reassort.ClosedUntil = null;
        elector.Reassort.Failures = 0;
        return null;
    }

    private async Task<HelpdeskRefusal?> ChangeAddressAsync(Elector elector, ActRequest request, CancellationToken cancellation)
    {
        var address = request.Address!.Value;
        var owner = await db.ElectorAddresses.Where(known => known.Address == address)
            .Select(known => (int?)known.ElectorId).SingleOrDefaultAsync(cancellation);
        var refusal = HelpdeskRules.CheckAddress(elector, address, owner, await IsIdentifierOnItsWayAsync(elector.Id, cancellation));
        if (refusal is not null)
            return refusal;
        if (owner is not null && request.Act == HelpdeskAct.AddAddress)
            return HelpdeskRefusal.AddressKnown;

        elector.AddressChanges++;
        if (elector.Addresses.Find(known => known.Address == address) is { } known)
            known.IsFromHelpdesk = true;
        else
            elector.Addresses.Add(new ElectorAddress { Address = address, IsFromHelpdesk = true });
        if (request.Act == HelpdeskAct.CorrectAddress)
        {
            elector.Addresses.RemoveAll(known => known.Address == elector.Email);
            elector.EmailBeforeCorrection ??= elector.Email;
            elector.Email = address;
        }

        return null;
    }

    private async Task<bool> IsIdentifierOnItsWayAsync(int electorId, CancellationToken cancellation)
    {
        var messages = await db.OutboxMessages.AsNoTracking()
            .Where(message => message.ElectorId == electorId && message.Topic == MessageTopic.ReassortIdentifier && message.FinalAt == null)
            .Select(message => new
            {
                message.Status,
                HandedOverAt = message.Events.Where(step => step.To == OutboxStatus.Submitted).Max(step => (DateTime?)step.At),
            })
            .ToListAsync(cancellation);
        return messages.Exists(message => HelpdeskRules.IsOnItsWay(message.Status, message.HandedOverAt, Now));
    }

    private async Task<HelpdeskRefusal?> GiveBackAsync(Elector elector, Guid? requestId, CancellationToken cancellation)
    {
        var request = await db.ReassortRequests.SingleOrDefaultAsync(row => row.Id == requestId && row.ElectorId == elector.Id, cancellation);
        if (request is null)
            return HelpdeskRefusal.NothingToGiveBack;

        var sms = await db.OutboxMessages
            .Where(message => message.RequestId == request.Id && message.Topic == MessageTopic.ReassortIdentifier)
            .Select(message => message.Status)
            .SingleAsync(cancellation);
        var isOnItsWay = await IsIdentifierOnItsWayAsync(elector.Id, cancellation);
        if (HelpdeskRules.CheckGiveBack(elector, request.GivenBackAt is not null, sms, isOnItsWay, agent.Role) is { } refusal)
            return refusal;

        request.GivenBackAt = Now;
        elector.Reassort.Used--;
        return null;
    }

    private HelpdeskRefusal? Freeze(Elector elector)
    {
        if (HelpdeskRules.CheckFreeze(elector) is { } refusal)
            return refusal;

        elector.Reassort.FrozenAt = Now;
        return null;
    }

    private static HelpdeskRefusal? Unfreeze(Elector elector)
    {
        if (HelpdeskRules.CheckUnfreeze(elector) is { } refusal)
            return refusal;

        elector.Reassort.FrozenAt = null;
        return null;
    }
}
