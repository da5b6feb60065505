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
        var wrong = new List<(string, string)>();
        var state = Choice<MessageState>(filter.State, "etat", "Choisissez un état de la liste.", wrong);
        var channel = Choice<Channel>(filter.Channel, "canal", "Choisissez un canal de la liste.", wrong);
        var academy = page.Academies.FirstOrDefault(one => one.Name == filter.Academy);
        if (!string.IsNullOrEmpty(filter.Academy) && academy is null)
            wrong.Add(("academie", "Choisissez une académie de la liste."));
        if (!string.IsNullOrEmpty(filter.Country) && !page.Countries.Contains(filter.Country))
            wrong.Add(("pays", "Choisissez un pays de la liste."));

        if (filter.Answer?.Trim() is { } answer && !answer.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            wrong.Add(("reponse", "Saisissez un code de réponse, par exemple 30005."));

        (narrowing, errors) = (new MessageNarrowing
        {
            Statuses = state is { } one ? MessageFilter.Of(one) : null,
            Channel = channel,
            AcademyId = academy?.Id,
            Region = string.IsNullOrEmpty(filter.Country) ? null : filter.Country,
            Answer = string.IsNullOrWhiteSpace(filter.Answer) ? null : filter.Answer.Trim(),
        }, wrong);
        return wrong.Count == 0;
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

    private static T? Choice<T>(string? text, string field, string message, List<(string, string)> wrong)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Enum.TryParse<T>(text, out var choice) && Enum.IsDefined(choice))
            return choice;

        wrong.Add((field, message));
        return null;
    }
}
