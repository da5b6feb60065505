using ElectorPortal.Domain.Delivery;
using MimeKit;

namespace ElectorPortal.Web.Messaging.Mail;

/// <summary>
/// Reads delivery status notifications. They come from anywhere: nothing of them is kept but an id of ours, a known action and a well-formed
/// status code.
/// </summary>
internal static class DeliveryReportReader
{
    /// <summary>Bytes. Servers return the mail with their report, and ours are small.</summary>
    public const int MaxLength = 10 * 1024 * 1024;

    private const string ReportType = "delivery-status";

    /// <summary>An honest report names one mail, in up to three places.</summary>
    private const int MaxNamedMails = 5;

    /// <summary>Where the address stands to which the report was sent: as written, then as servers noted it on delivery.</summary>
    private static readonly string[] RecipientFields = ["To", "Delivered-To", "X-Original-To"];

    /// <param name="report">Null where the answer says why.</param>
    public static NoReport? TryRead(byte[] content, out DeliveryReport? report)
    {
        report = null;
        if (content.Length > MaxLength)
            return NoReport.TooLarge;
        if (content.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return NoReport.Empty;

        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var message = MimeMessage.Load(stream);
            return TryRead(message, out report);
        }
        catch (FormatException)
        {
            return NoReport.Damaged;
        }
    }

    private static NoReport? TryRead(MimeMessage message, out DeliveryReport? report)
    {
        report = null;
        if (FindReport(message.Body) is not { } found)
            return Kind(message);
        if (found.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { Content: not null } status || Worst(status) is not { } worst)
            return NoReport.WithoutAction;

        var ids = NamedMails(message, status, found).Distinct().Take(MaxNamedMails).ToList();
        if (ids.Count == 0)
            return NoReport.WithoutMail;

        report = new DeliveryReport { OutboxIds = ids, Action = worst.Action, Reason = DsnStatus.Reason(worst.Action, worst.Code) };
        return null;
    }

    /// <summary>The report is the whole mail, or stands beside what a filter or a list added; one inside a forwarded mail is not for us.</summary>
    private static MultipartReport? FindReport(MimeEntity? entity) => entity switch
    {
        MultipartReport report when string.Equals(report.ReportType, ReportType, StringComparison.OrdinalIgnoreCase) => report,
        Multipart parts => parts.Select(FindReport).FirstOrDefault(report => report is not null),
        _ => null,
    };

    /// <summary>Our mails have one recipient; where he is several people behind an alias, one failure is a failure.</summary>
    private static (DsnAction Action, string? Code)? Worst(MessageDeliveryStatus status) => status.StatusGroups
        .Select(fields => (Action: DsnStatus.ParseAction(fields["Action"]), Code: fields["Status"]))
        .Where(outcome => outcome.Action is not null)
        .OrderByDescending(outcome => outcome.Action)
        .Select(outcome => ((DsnAction, string?)?)(outcome.Action!.Value, outcome.Code))
        .FirstOrDefault();

    private static IEnumerable<Guid> NamedMails(MimeMessage message, MessageDeliveryStatus status, MultipartReport report)
    {
        var recipients = RecipientFields.SelectMany(field => message.Headers.Where(header => IsNamed(header, field)))
            .SelectMany(header => InternetAddressList.TryParse(header.Value, out var list) ? list.Mailboxes : [])
            .Select(mailbox => BounceAddress.OutboxId(mailbox.Address));
        var envelopes = status.StatusGroups.Select(fields => OutboxIdOf(fields["Original-Envelope-Id"]));
        var returned = report.OfType<MessagePart>().Select(part => OutboxIdOf(part.Message?.MessageId));
        return recipients.Concat(envelopes).Concat(returned).OfType<Guid>();
    }

    private static bool IsNamed(Header header, string field) => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase);

    /// <summary>The mail behind a Message-ID of ours, <c>{id}@domain</c>.</summary>
    private static Guid? OutboxIdOf(string? messageId) =>
        messageId?.Trim(' ', '<', '>').Split('@') is [var local, _] && Guid.TryParseExact(local, "D", out var id) ? id : null;

    private static NoReport Kind(MimeMessage message) => message switch
    {
        _ when message.Headers.Contains("X-Failed-Recipients") || message.From.Mailboxes.Any(IsMailServer) => NoReport.FreeText,
        _ when message.Headers.Any(TellsOfAMachine) => NoReport.AutomaticReply,
        _ => NoReport.Ordinary,
    };

    private static bool IsMailServer(MailboxAddress sender) =>
        sender.Address.StartsWith("mailer-daemon@", StringComparison.OrdinalIgnoreCase)
        || sender.Address.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 3834, and the fields that programs used before it.</summary>
    private static bool TellsOfAMachine(Header header) => header.Field.ToLowerInvariant() switch
    {
        "auto-submitted" => !header.Value.Trim().Equals("no", StringComparison.OrdinalIgnoreCase),
        "x-autoreply" or "x-autorespond" => true,
        "precedence" => header.Value.Contains("auto", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
