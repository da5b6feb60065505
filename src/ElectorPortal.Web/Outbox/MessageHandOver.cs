using System.Security.Cryptography;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Outbox;

/// <summary>Hands claimed messages to their channel.</summary>
internal sealed partial class MessageHandOver(
    PortalDbContext db, PayloadProtector payloads, IMailSender mail, ISmsSender sms, ILogger<MessageHandOver> logger)
{
    /// <summary>
    /// Those that must not reach anybody any more: an identifier that a newer one replaced, a link that was used, replaced or has expired.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> FindSupersededAsync(
        IReadOnlyList<ClaimedMessage> claimed, DateTime now, CancellationToken cancellation)
    {
        var ids = claimed.Select(claim => claim.Message.Id).ToList();
        var superseded = await db.OutboxMessages
            .Where(message => ids.Contains(message.Id))
            .Where(message =>
                (message.Topic == MessageTopic.ReassortIdentifier
                    && !db.Identifiers.Any(current => current.ElectorId == message.ElectorId && current.RequestId == message.RequestId))
                || ((message.Topic == MessageTopic.Activation || message.Topic == MessageTopic.Reset)
                    && db.AccountLinks.Any(link => link.Id == message.Id
                        && (link.UsedAt != null || link.ReplacedAt != null || link.ExpiresAt <= now))))
            .Select(message => message.Id)
            .ToListAsync(cancellation);
        return superseded.ToHashSet();
    }

    /// <returns>Null where something broke that nobody expected: the lease of the message ends, and it is in doubt.</returns>
    public async Task<DeliveryOutcome?> SendAsync(ClaimedMessage claim, CancellationToken cancellation)
    {
        try
        {
            return claim.Message.Channel == Channel.Mail
                ? await mail.SendAsync(payloads.Open<MailMessage>(claim.Payload), cancellation)
                : await SendAsync(payloads.Open<SmsMessage>(claim.Payload), claim, cancellation);
        }
        catch (CryptographicException)
        {
            // The keys may be wrong on this node alone: what the message says must not be lost for that.
            return new DeliveryOutcome.NotSent("payload");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogMessageFailed(logger, claim.Message.Id, failure.GetType().Name);
            return null;
        }
    }

    private async Task<DeliveryOutcome> SendAsync(SmsMessage content, ClaimedMessage claim, CancellationToken cancellation)
    {
        if (claim.WasInDoubt && await sms.FindAsync(content, claim.Message.CreatedAt, cancellation) is { } known)
            return known;

        return await sms.SendAsync(content, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {OutboxId} could not be handed over: {Failure}")]
    private static partial void LogMessageFailed(ILogger logger, Guid outboxId, string failure);
}
