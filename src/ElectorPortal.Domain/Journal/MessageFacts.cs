using System.Diagnostics.CodeAnalysis;
using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Journal;

/// <summary>What the journal keeps of a message: <see cref="JournalEntry.Detail"/> of <see cref="JournalKind.Message"/>.</summary>
/// <param name="Word">The provider's code, or the class of a failure of ours (<see cref="FailureWords"/>); null where there is none.</param>
public sealed record MessageFacts(MessageTopic Topic, string MaskedRecipient, string? Word)
{
    public static MessageFacts Of(OutboxMessage message, string? word) => new(message.Topic, message.MaskedRecipient, word);

    /// <summary>Reads back what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? detail, [NotNullWhen(true)] out MessageFacts? facts)
    {
        facts = null;
        if (detail?.Split(' ', 2) is not [var first, var rest] || !Enum.TryParse<MessageTopic>(first, out var topic))
            return false;

        // A masked number may hold a space after its calling code; a word never looks like the end of a masked recipient.
        var lastSpace = rest.LastIndexOf(' ');
        var last = rest[(lastSpace + 1)..];
        var isRecipient = lastSpace < 0 || last.Contains('@', StringComparison.Ordinal) || last.EndsWith("xxxxxxx", StringComparison.Ordinal);
        facts = isRecipient ? new MessageFacts(topic, rest, null) : new MessageFacts(topic, rest[..lastSpace], last);
        return true;
    }

    public override string ToString() => $"{Topic} {MaskedRecipient} {Word}".TrimEnd();
}
