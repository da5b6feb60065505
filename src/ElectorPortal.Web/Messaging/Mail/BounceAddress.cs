using System.Diagnostics.CodeAnalysis;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Messaging.Mail;

/// <summary>
/// The mailbox to which servers return what they cannot deliver. Each mail has its own address there, <c>rebonds+{id}@…</c>: whatever a
/// server quotes or leaves out of the mail, the address of its report tells which one it is about.
/// </summary>
internal readonly record struct BounceAddress
{
    private const char Delimiter = '+';

    /// <summary>RFC 5321 §4.5.3.1.1 gives a local part 64 characters: the delimiter and an id take 33 of them.</summary>
    private const int MaxLocalPartLength = 31;

    private readonly EmailAddress mailbox;

    private BounceAddress(EmailAddress mailbox) => this.mailbox = mailbox;

    public static bool TryParse([NotNullWhen(true)] string? text, out BounceAddress address)
    {
        address = default;
        if (!EmailAddress.TryParse(text, out var mailbox) || mailbox.LocalPart.Length > MaxLocalPartLength
            || mailbox.LocalPart.Contains(Delimiter, StringComparison.Ordinal))
        {
            return false;
        }

        address = new BounceAddress(mailbox);
        return true;
    }

    public string For(Guid outboxId) =>
        mailbox.Value.Insert(mailbox.LocalPart.Length, $"{Delimiter}{outboxId:N}");

    /// <summary>The mail for which an address was made; servers on the way may have changed its other parts. Null for an ordinary address.</summary>
    public static Guid? OutboxId(string address)
    {
        var local = address.Split('@')[0];
        var start = local.LastIndexOf(Delimiter);
        return start > 0 && Guid.TryParseExact(local[(start + 1)..], "N", out var id) ? id : null;
    }
}
