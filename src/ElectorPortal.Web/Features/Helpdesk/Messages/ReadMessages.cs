using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Journal;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Messages;

/// <summary>Reads the messages that an agent may see: how many wait or failed and why, and those he asks for.</summary>
internal sealed class ReadMessages(PortalDbContext db, SignedInAgent agent)
{
    private const int PageSize = 50;
    private const int ReasonsShown = 10;

    public async Task<MessagesPage> ReadAsync(MessageFilter filter, CancellationToken cancellation)
    {
        var counts = await agent.Messages.GroupBy(message => message.Status)
            .Select(same => new { Status = same.Key, Count = same.Count() }).ToListAsync(cancellation);
        var page = new MessagesPage
        {
            Filter = filter,
            Counts = Enum.GetValues<MessageState>().ToDictionary(
                state => state, state => counts.Where(count => MessageFilter.Of(state).Contains(count.Status)).Sum(count => count.Count)),
            Failures = await agent.Messages
                .Where(message => message.Status == OutboxStatus.FailedPermanent || message.Status == OutboxStatus.Expired)
                .GroupBy(message => new { message.Channel, Reason = message.LastError ?? "" })
                .Select(same => new { same.Key.Channel, same.Key.Reason, Count = same.Count() })
                .OrderByDescending(same => same.Count).ThenBy(same => same.Reason).Take(ReasonsShown)
                .Select(same => new FailureCount(same.Channel, same.Reason, same.Count))
                .ToListAsync(cancellation),
            Academies = await agent.AcademiesToChooseAsync(cancellation),
            Countries = await db.ReassortRequests
                .Where(request => agent.Electors.Any(elector => elector.Id == request.ElectorId))
                .Select(request => request.Region).Distinct().OrderBy(region => region).ToListAsync(cancellation),
        };
        return MessageNarrowing.TryRead(filter, page, out var narrowing, out var errors)
            ? await ListAsync(page, narrowing, cancellation)
            : page with { Errors = errors };
    }

    private async Task<MessagesPage> ListAsync(MessagesPage page, MessageNarrowing narrowing, CancellationToken cancellation)
    {
        var messages = narrowing.Apply(agent.Messages.AsNoTracking(), db);
        if (page.Filter.Before is { } last && await agent.Messages.Where(message => message.Id == last)
                .Select(message => (DateTime?)message.CreatedAt).SingleOrDefaultAsync(cancellation) is { } at)
        {
            messages = messages.Where(message => message.CreatedAt <= at && (message.CreatedAt < at || message.Id.CompareTo(last) < 0));
        }

        var read = await messages
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Take(PageSize + 1)
            .Select(message => new MessageLine(
                message,
                agent.Electors.Where(elector => elector.Id == message.ElectorId)
                    .Select(elector => new NamedElector(elector.Id, elector.Civility, elector.FirstNames, elector.BirthName, elector.UsageName))
                    .FirstOrDefault(),
                db.ReassortRequests.Where(request => request.Id == message.RequestId && message.Channel == Channel.Sms)
                    .Select(request => request.Region).FirstOrDefault()))
            .ToListAsync(cancellation);
        return page with { Lines = [.. read.Take(PageSize)], Next = read.Count > PageSize ? read[PageSize - 1].Message.Id : null };
    }
}
