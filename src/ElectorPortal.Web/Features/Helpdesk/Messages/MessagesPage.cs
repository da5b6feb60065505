using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Helpdesk.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Messages;

/// <summary>How many messages answered alike.</summary>
/// <param name="Reason">As <see cref="OutboxMessage.LastError"/>.</param>
internal sealed record FailureCount(Channel Channel, string Reason, int Count);

/// <param name="Region">ISO 3166-1 alpha-2 of the number; null for a mail.</param>
internal sealed record MessageLine(OutboxMessage Message, NamedElector? Elector, string? Region);

internal sealed record MessagesPage
{
    public required MessageFilter Filter { get; init; }

    public IReadOnlyList<MessageLine> Lines { get; init; } = [];

    public Guid? Next { get; init; }

    /// <summary>Of all that the agent may see, whatever the filter.</summary>
    public IReadOnlyDictionary<MessageState, int> Counts { get; init; } = new Dictionary<MessageState, int>();

    /// <summary>What failed for good, most frequent first.</summary>
    public IReadOnlyList<FailureCount> Failures { get; init; } = [];

    public IReadOnlyList<Academy> Academies { get; init; } = [];

    /// <summary>Those to which identifiers were sent.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>What of the filter cannot be read: field and message.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors { get; init; } = [];
}
