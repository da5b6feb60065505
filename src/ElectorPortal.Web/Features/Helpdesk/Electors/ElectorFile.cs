using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Features.Helpdesk.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>All that an agent may know of an elector. All instants are UTC.</summary>
internal sealed record ElectorFile
{
    public required Elector Elector { get; init; }

    public required DateTime Now { get; init; }

    /// <summary>Masked; null where the HR service knows none.</summary>
    public required string? PhoneOnFile { get; init; }

    public required ReassortTerms Terms { get; init; }

    /// <summary>How long the elector must still wait after wrong passwords; zero where not.</summary>
    public required TimeSpan SignInWait { get; init; }

    /// <summary>When the only link that still serves expires; null where none does.</summary>
    public required DateTime? LinkExpiresAt { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<ReassortRequest> Requests { get; init; }

    /// <summary>Newest first, with their steps.</summary>
    public required IReadOnlyList<OutboxMessage> Messages { get; init; }

    /// <summary>Newest first; the latest only.</summary>
    public required IReadOnlyList<JournalLine> Timeline { get; init; }

    public required bool HasOlder { get; init; }

    public int RequestsLeft => Math.Max(0, Terms.MaxRequests - Elector.Reassort.Used);

    public OutboxMessage? SmsOf(ReassortRequest request) =>
        Messages.FirstOrDefault(message => message.RequestId == request.Id && message.Topic == MessageTopic.ReassortIdentifier);
}
