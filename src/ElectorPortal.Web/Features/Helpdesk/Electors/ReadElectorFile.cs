using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Journal;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>Reads what an agent may know of an elector whom he may see.</summary>
internal sealed class ReadElectorFile(PortalDbContext db, SignedInAgent agent, JournalLines lines, SignInThrottle throttle, ReassortTerms terms)
{
    private const int TimelineLength = 100;
    private const int MessagesShown = 50;

    /// <returns>Null where there is no such elector, or not for this agent.</returns>
    public async Task<ElectorFile?> ReadAsync(int electorId, DateTime now, CancellationToken cancellation)
    {
        var elector = await agent.Electors.AsNoTracking()
            .Include(row => row.Academy)
            .Include(row => row.Addresses)
            .Include(row => row.Enrolments)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == electorId, cancellation);
        if (elector is null)
            return null;

        var entries = await agent.JournalOf([electorId]).AsNoTracking()
            .NewestFirst()
            .Take(TimelineLength + 1)
            .ToListAsync(cancellation);
        return new ElectorFile
        {
            Elector = elector,
            Now = now,
            PhoneOnFile = Masked(elector.PhoneOnFile),
            Terms = terms,
            SignInWait = await throttle.LongestWaitAsync(elector, cancellation),
            LinkExpiresAt = await db.AccountLinks
                .Where(link => link.ElectorId == electorId && link.UsedAt == null && link.ReplacedAt == null && link.ExpiresAt > now)
                .MaxAsync(link => (DateTime?)link.ExpiresAt, cancellation),
            Requests = await db.ReassortRequests.AsNoTracking().Where(request => request.ElectorId == electorId)
                .OrderByDescending(request => request.AcceptedAt).ToListAsync(cancellation),
            Messages = await agent.Messages.AsNoTracking().Include(message => message.Events)
                .Where(message => message.ElectorId == electorId)
                .OrderByDescending(message => message.CreatedAt).Take(MessagesShown).ToListAsync(cancellation),
            Timeline = await lines.OfAsync(entries.Take(TimelineLength), [NamedElector.Of(elector)], cancellation),
            HasOlder = entries.Count > TimelineLength,
        };
    }

    private static string? Masked(string? phone) =>
        MobileNumbers.TryParse(phone, MobileNumbers.AllRegions, out var number) is null ? number.Masked : null;
}
