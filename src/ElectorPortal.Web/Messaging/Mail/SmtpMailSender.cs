using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace ElectorPortal.Web.Messaging.Mail;

/// <summary>Hands mails to the organisation's mail server.</summary>
internal sealed class SmtpMailSender(MailOptions options, SmtpConnections connections, MailFrame frame, TimeProvider time) : IMailSender
{
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>Servers look into the content before they reply to it, and take their time at a peak; both limits fit in a lease.</summary>
    public static readonly TimeSpan HandOverLimit = TimeSpan.FromMinutes(1);

    private readonly BounceAddress? bounces = BounceAddress.TryParse(options.BounceAddress, out var address) ? address : null;

    public async Task<DeliveryOutcome> SendAsync(MailMessage mail, CancellationToken cancellation)
    {
        using var content = Compose(mail);
        var returnTo = new MailboxAddress(null, bounces?.For(mail.OutboxId) ?? options.From);
        while (connections.TakeKept() is { } kept)
        {
            if (await HandOverAsync(kept, wasKept: true, content, returnTo, cancellation) is { } outcome)
                return outcome;
        }

        using var limit = new TimeLimit(ConnectLimit, time, cancellation);
        SmtpClient fresh;
        try
        {
            fresh = await connections.OpenAsync(limit.Token);
        }
        catch (Exception failure) when (SmtpFailures.IsExpected(failure))
        {
            return SmtpFailures.WhileConnecting(failure);
        }

        return (await HandOverAsync(fresh, wasKept: false, content, returnTo, cancellation))!;
    }

    /// <param name="returnTo">Whom servers tell that they cannot deliver it; people see the sender alone.</param>
    /// <returns>Null where a kept connection was dead before the mail began to leave: another one may take it.</returns>
    private async Task<DeliveryOutcome?> HandOverAsync(
        SmtpClient client, bool wasKept, MimeMessage content, MailboxAddress returnTo, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(HandOverLimit, time, cancellation);
        var watch = new ContentWatch();
        try
        {
            await client.SendAsync(content, returnTo, content.To.Mailboxes, limit.Token, watch);
            connections.Keep(client);
            return new DeliveryOutcome.Sent(content.MessageId);
        }
        catch (Exception failure) when (SmtpFailures.IsExpected(failure))
        {
            var isStale = SmtpFailures.IsStaleConnection(failure);
            if (failure is SmtpCommandException && !isStale)
                connections.Keep(client);
            else
                client.Dispose();
            return wasKept && isStale && !watch.HasLeft
                ? null
                : SmtpFailures.WhileSending(failure, watch.HasLeft);
        }
    }

    private MimeMessage Compose(MailMessage mail)
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Subject = mail.Subject;
        message.Date = time.GetUtcNow();
        message.MessageId = $"{mail.OutboxId}@{options.From[(options.From.LastIndexOf('@') + 1)..]}";
        // No out-of-office reply to a mail that no person wrote (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = frame.Around(mail) }.ToMessageBody();
        return message;
    }

    /// <summary>Notices the first byte of the content that goes out.</summary>
    private sealed class ContentWatch : ITransferProgress
    {
        public bool HasLeft { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasLeft = true;

        public void Report(long bytesTransferred) => HasLeft = true;
    }
}
