using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>What the database counts of all that the agent may see. Removed electors count no more; what they asked for does.</summary>
internal sealed class FigureQueries(SignedInAgent agent, PortalDbContext db)
{
    private IQueryable<Elector> Enrolled => agent.Electors.Where(elector => elector.RemovedAt == null);

    private IQueryable<OutboxMessage> Sms => agent.Messages.Where(message => message.Topic == MessageTopic.ReassortIdentifier);

    public Task<Dictionary<string, Tally>> ByAcademyAsync(CancellationToken cancellation) => CountAsync(
        Enrolled.Select(elector => new Counted { Name = elector.Academy!.Name, IsOpen = elector.ActivatedAt != null }),
        Sms.Join(agent.Electors, message => message.ElectorId, elector => elector.Id, (message, elector) => new CountedSms { Name = elector.Academy!.Name, Status = message.Status }),
        cancellation);

    public Task<Dictionary<string, Tally>> ByCorpsAsync(CancellationToken cancellation) => CountAsync(
        Enrolled.Select(elector => new Counted { Name = elector.Corps, IsOpen = elector.ActivatedAt != null }),
        Sms.Join(agent.Electors, message => message.ElectorId, elector => elector.Id, (message, elector) => new CountedSms { Name = elector.Corps, Status = message.Status }),
        cancellation);

    /// <summary>An elector counts in each of his contests.</summary>
    public Task<Dictionary<string, Tally>> ByContestAsync(CancellationToken cancellation) => CountAsync(
        Enrolled.Join(db.Enrolments, elector => elector.Id, place => place.ElectorId, (elector, place) => new Counted { Name = place.ContestCode, IsOpen = elector.ActivatedAt != null }),
        Sms.Join(db.Enrolments, message => message.ElectorId, place => place.ElectorId, (message, place) => new CountedSms { Name = place.ContestCode, Status = message.Status }),
        cancellation);

    /// <summary>By the country that the number belongs to, as a code.</summary>
    public Task<Dictionary<string, Tally>> ByRegionAsync(CancellationToken cancellation) => CountAsync(
        null,
        Requests.Select(pair => new CountedSms { Name = pair.Request.Region, Status = pair.Sms.Status }),
        cancellation);

    /// <summary>Space openings by hour, UTC.</summary>
    public Task<Dictionary<DateTime, int>> OpenedByHourAsync(CancellationToken cancellation) =>
        ByHourAsync(agent.Electors.Where(elector => elector.ActivatedAt != null).Select(elector => elector.ActivatedAt!.Value), cancellation);

    /// <summary>Accepted requests by hour, UTC.</summary>
    public Task<Dictionary<DateTime, int>> AskedByHourAsync(CancellationToken cancellation) =>
        ByHourAsync(Requests.Select(pair => pair.Request.AcceptedAt), cancellation);

    private IQueryable<SmsOfRequest> Requests => Sms.Join(
        db.ReassortRequests, message => message.RequestId, request => (Guid?)request.Id,
        (message, request) => new SmsOfRequest { Sms = message, Request = request });

    private static async Task<Dictionary<string, Tally>> CountAsync(
        IQueryable<Counted>? electors, IQueryable<CountedSms> messages, CancellationToken cancellation)
    {
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var group in electors is null ? [] : await CountAsync(electors, cancellation))
        {
            var tally = Of(group.Name);
            tally.Electors += group.Count;
            tally.Opened += group.IsOpen ? group.Count : 0;
        }

        foreach (var group in await CountAsync(messages, cancellation))
            Of(group.Name).Add(group.Status, group.Count);
        return tallies;

        Tally Of(string name) => tallies.TryGetValue(name, out var known) ? known : tallies[name] = new Tally();
    }

    private static async Task<List<(string Name, bool IsOpen, int Count)>> CountAsync(IQueryable<Counted> electors, CancellationToken cancellation)
    {
        var groups = await electors.GroupBy(elector => new { elector.Name, elector.IsOpen })
            .Select(group => new { group.Key.Name, group.Key.IsOpen, Count = group.Count() })
            .ToListAsync(cancellation);
        return [.. groups.Select(group => (group.Name, group.IsOpen, group.Count))];
    }

    private static async Task<List<(string Name, OutboxStatus Status, int Count)>> CountAsync(
        IQueryable<CountedSms> messages, CancellationToken cancellation)
    {
        var groups = await messages.GroupBy(message => new { message.Name, message.Status })
            .Select(group => new { group.Key.Name, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellation);
        return [.. groups.Select(group => (group.Name, group.Status, group.Count))];
    }

    private static async Task<Dictionary<DateTime, int>> ByHourAsync(IQueryable<DateTime> instants, CancellationToken cancellation)
    {
        var hours = await instants.GroupBy(instant => new { instant.Date, instant.Hour })
            .Select(hour => new { hour.Key.Date, hour.Key.Hour, Count = hour.Count() })
            .ToListAsync(cancellation);
        return hours.ToDictionary(hour => DateTime.SpecifyKind(hour.Date, DateTimeKind.Utc).AddHours(hour.Hour), hour => hour.Count);
    }

    private sealed class Counted
    {
        public required string Name { get; init; }

        public required bool IsOpen { get; init; }
    }

    private sealed class CountedSms
    {
        public required string Name { get; init; }

        public required OutboxStatus Status { get; init; }
    }

    private sealed class SmsOfRequest
    {
        public required OutboxMessage Sms { get; init; }

        public required ReassortRequest Request { get; init; }
    }
}
