using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>What the database says at one moment.</summary>
internal sealed record Snapshot
{
    public required IReadOnlyList<Elector> Electors { get; init; }

    public required IReadOnlyList<ReassortRequest> Requests { get; init; }

    public required IReadOnlyList<IssuedIdentifier> Identifiers { get; init; }

    public required IReadOnlyList<AccountLink> Links { get; init; }

    public required IReadOnlyList<OutboxMessage> Messages { get; init; }

    public required int JournalEntries { get; init; }

    /// <summary>Two snapshots that say the same have the same.</summary>
    public string Fingerprint => string.Join(
        '|',
        [
            .. Electors.Select(elector => $"{elector.Id}:{elector.Version}:{elector.PasswordVersion}"),
            .. Requests.Select(request => $"{request.Id}:{request.GivenBackAt:O}"),
            .. Links.Select(link => $"{link.Id}:{link.UsedAt:O}:{link.ReplacedAt:O}"),
            .. Messages.Select(message => $"{message.Id}:{message.Version}:{message.Status}"),
            $"{JournalEntries}",
        ]);

    public static Task<Snapshot> ReadAsync(PortalApp app) => app.WithDbAsync(async db => new Snapshot
    {
        Electors = await db.Electors.AsNoTracking().OrderBy(elector => elector.Id).ToListAsync(),
        Requests = await db.ReassortRequests.AsNoTracking().OrderBy(request => request.Id).ToListAsync(),
        Identifiers = await db.Identifiers.AsNoTracking().ToListAsync(),
        Links = await db.AccountLinks.AsNoTracking().OrderBy(link => link.Id).ToListAsync(),
        Messages = await ReadMessagesAsync(db),
        JournalEntries = await db.Journal.CountAsync(),
    });

    /// <summary>Recipient and text of a message that waits, as the portal itself would read it.</summary>
    public static (string Recipient, string Text) Open(PortalApp app, OutboxMessage message)
    {
        var payloads = app.Services.GetRequiredService<PayloadProtector>();
        if (message.Channel == Channel.Mail)
        {
            var mail = payloads.Open<MailMessage>(message.Payload!);
            return (mail.To, mail.Text);
        }

        var sms = payloads.Open<SmsMessage>(message.Payload!);
        return (sms.To, sms.Body);
    }

    private static Task<List<OutboxMessage>> ReadMessagesAsync(PortalDbContext db) =>
        db.OutboxMessages.AsNoTracking().Include(message => message.Events.OrderBy(step => step.Id)).OrderBy(message => message.Id).ToListAsync();
}
