using System.Security.Cryptography;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>Hands one claimed message to its channel.</summary>
internal sealed class MessageHandOver(PortalDbContext db, PayloadProtector payloads, IMailSender mail, ISmsSender sms)
{
    /// <summary>An identifier that a newer one replaced must not reach anybody.</summary>
    public async Task<bool> IsSupersededAsync(OutboxMessage message, CancellationToken cancellation) =>
        message.Topic == MessageTopic.ReassortIdentifier
        && !await db.Identifiers.AnyAsync(
            current => current.ElectorId == message.ElectorId && current.RequestId == message.RequestId, cancellation);

    /// <param name="wasUnknown">An earlier attempt may have succeeded: the operator is asked before anything is sent again.</param>
    public async Task<DeliveryOutcome> SendAsync(
        OutboxMessage message, byte[] payload, bool wasUnknown, CancellationToken cancellation)
    {
        try
        {
            return await TrySendAsync(message, payload, wasUnknown, cancellation);
        }
        catch (CryptographicException)
        {
            return new DeliveryOutcome.Refused("payload");
        }
    }

    private async Task<DeliveryOutcome> TrySendAsync(
        OutboxMessage message, byte[] payload, bool wasUnknown, CancellationToken cancellation)
    {
        if (message.Channel == Channel.Mail)
            return await mail.SendAsync(payloads.Open<MailMessage>(payload), cancellation);

        var content = payloads.Open<SmsMessage>(payload);
        if (wasUnknown && await sms.FindAsync(content, message.CreatedAt, cancellation) is { } known)
            return known;

        return await sms.SendAsync(content, cancellation);
    }
}
