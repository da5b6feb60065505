using System.Collections.Concurrent;
using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Messaging.Demo;

/// <summary>The demonstration mailbox: keeps the last messages in memory, never on disk, and shows them at <c>/demo/messages</c>.</summary>
internal sealed class DemoMailbox(MailFrame frame, TimeProvider time) : IMailSender, ISmsSender
{
    private const int Capacity = 200;

    private readonly ConcurrentQueue<DemoMessage> messages = new();

    public IReadOnlyList<DemoMessage> NewestFirst => [.. messages.Reverse()];

    public Task<DeliveryOutcome> SendAsync(MailMessage mail, CancellationToken cancellation) =>
        Keep(new DemoMessage(mail.OutboxId, Now, mail.To, mail.Subject, mail.Text, frame.Around(mail)));

    public Task<DeliveryOutcome> SendAsync(SmsMessage sms, CancellationToken cancellation) =>
        Keep(new DemoMessage(sms.OutboxId, Now, sms.To, null, sms.Body, null));

    public Task<DeliveryOutcome?> FindAsync(SmsMessage sms, DateTime since, CancellationToken cancellation) =>
        Task.FromResult<DeliveryOutcome?>(
            messages.Any(message => message.Id == sms.OutboxId) ? new DeliveryOutcome.Sent(Reference(sms.OutboxId)) : null);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static string Reference(Guid outboxId) => $"demo-{outboxId:N}";

    private Task<DeliveryOutcome> Keep(DemoMessage message)
    {
        messages.Enqueue(message);
        while (messages.Count > Capacity)
            messages.TryDequeue(out _);

        return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent(Reference(message.Id)));
    }
}

/// <param name="At">UTC.</param>
/// <param name="Subject">Null for an SMS.</param>
/// <param name="Html">Null for an SMS.</param>
internal sealed record DemoMessage(Guid Id, DateTime At, string To, string? Subject, string Text, string? Html)
{
    public bool IsSms => Subject is null;
}
