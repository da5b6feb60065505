using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;

namespace ElectorPortal.Web.Outbox;

/// <summary>Adds messages to the unit of work at hand: they leave if, and only if, it is saved.</summary>
internal sealed class Outbox(PortalDbContext db, PayloadProtector payloads, TimeProvider time)
{
    /// <param name="dedupKey">The same event writes one message, however often it is handled.</param>
    public void Add(MailMessage mail, MessageTopic topic, int electorId, string dedupKey, Guid? requestId = null) =>
        Add(mail.OutboxId, Channel.Mail, topic, electorId, dedupKey, requestId, EmailAddress.Parse(mail.To).Masked,
            payloads.Seal(mail));

    public void Add(SmsMessage sms, MobileNumber number, MessageTopic topic, int electorId, string dedupKey, Guid? requestId = null) =>
        Add(sms.OutboxId, Channel.Sms, topic, electorId, dedupKey, requestId, number.Masked, payloads.Seal(sms));

    private void Add(
        Guid id, Channel channel, MessageTopic topic, int electorId, string dedupKey, Guid? requestId, string recipient, byte[] payload)
    {
        var now = time.GetUtcNow().UtcDateTime;
        db.OutboxMessages.Add(new OutboxMessage
        {
            Id = id,
            Channel = channel,
            Topic = topic,
            ElectorId = electorId,
            RequestId = requestId,
            DedupKey = dedupKey,
            Payload = payload,
            MaskedRecipient = recipient,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }
}
