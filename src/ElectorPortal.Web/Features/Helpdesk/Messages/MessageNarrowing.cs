using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Features.Helpdesk.Messages;

/// <summary>A filter that could be read.</summary>
internal sealed record MessageNarrowing
{
    private OutboxStatus[]? Statuses { get; init; }

    private Channel? Channel { get; init; }

    private int? AcademyId { get; init; }

    private string? Region { get; init; }

    private string? Answer { get; init; }

    /// <param name="errors">What cannot be read: field and message.</param>
    public static bool TryRead(
        MessageFilter filter, MessagesPage page, out MessageNarrowing narrowing, out IReadOnlyList<(string Field, string Message)> errors)
    {
        var read = new FilterReader();
        narrowing = new MessageNarrowing
        {
            Statuses = read.Choice<MessageState>(filter.State, "etat", "Choisissez un état de la liste.") is { } state ? MessageFilter.Of(state) : null,
            Channel = read.Choice<Channel>(filter.Channel, "canal", "Choisissez un canal de la liste."),
            AcademyId = read.Academy(filter.Academy, page.Academies),
            Region = read.Read(
                filter.Country, "pays", "Choisissez un pays de la liste.", country => page.Countries.Contains(country) ? country : null),
            Answer = read.Read(
                filter.Answer, "reponse", "Saisissez un code de réponse, par exemple 30005.", answer => IsCode(answer.Trim()) ? answer.Trim() : null),
        };
        errors = read.Errors;
        return errors.Count == 0;
    }

    public IQueryable<OutboxMessage> Apply(IQueryable<OutboxMessage> messages, PortalDbContext db)
    {
        if (Statuses is { } statuses)
            messages = messages.Where(message => statuses.Contains(message.Status));
        if (Channel is { } channel)
            messages = messages.Where(message => message.Channel == channel);
        if (AcademyId is { } academyId)
            messages = messages.Where(message => db.Electors.Any(elector => elector.Id == message.ElectorId && elector.AcademyId == academyId));
        if (Region is { } region)
            messages = messages.Where(message => db.ReassortRequests.Any(request => request.Id == message.RequestId && request.Region == region));
        return Answer is { } answer ? messages.Where(message => message.LastError == answer) : messages;
    }

    private static bool IsCode(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
