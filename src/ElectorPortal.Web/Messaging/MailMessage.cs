using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Messaging;

/// <summary>A mail as it leaves: nothing is left to look up.</summary>
internal sealed record MailMessage
{
    /// <summary>The outbox row, from which the Message-ID is made: the same content always carries the same one.</summary>
    public required Guid OutboxId { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>The HTML part is made of it, see <see cref="MailFrame"/>.</summary>
    public required string Text { get; init; }
}

/// <summary>An SMS as it leaves.</summary>
internal sealed record SmsMessage
{
    public required Guid OutboxId { get; init; }

    /// <summary>E.164.</summary>
    public required string To { get; init; }

    public required string Body { get; init; }
}

/// <summary>Hands mails to a server. One call, one attempt; every answer is a value, nothing expected throws.</summary>
internal interface IMailSender
{
    Task<DeliveryOutcome> SendAsync(MailMessage mail, CancellationToken cancellation);
}

/// <summary>Hands SMS to an operator. One call, one attempt; every answer is a value, nothing expected throws.</summary>
internal interface ISmsSender
{
    Task<DeliveryOutcome> SendAsync(SmsMessage sms, CancellationToken cancellation);

    /// <summary>Asks the operator whether it already took this message, after an ambiguous attempt.</summary>
    /// <returns>
    /// What became of it; null where the operator certainly knows nothing of it. <see cref="DeliveryOutcome.Unreachable"/> where the operator
    /// could not be asked, <see cref="DeliveryOutcome.StillInDoubt"/> where the answer told nothing: sending again would then be a guess.
    /// </returns>
    Task<DeliveryOutcome?> FindAsync(SmsMessage sms, DateTime since, CancellationToken cancellation);
}
