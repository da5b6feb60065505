using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Security.Seals;

/// <summary>
/// A place of the journal's chain as an operator writes it down elsewhere, « 1234:0123456789abcdef »: that the newest entries went with
/// their seals shows against such a note alone.
/// </summary>
internal sealed record ChainNote(long Position, string Fingerprint)
{
    private const int Digits = 16;

    public static ChainNote Of(JournalSeal seal) => new(seal.Position, Convert.ToHexStringLower(seal.Hash.AsSpan(0, Digits / 2)));

    public static bool TryParse(string text, [NotNullWhen(true)] out ChainNote? note)
    {
        note = text.Trim().Split(':') is [var position, { Length: Digits } fingerprint]
            && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && fingerprint.All(char.IsAsciiHexDigit)
                ? new ChainNote(number, fingerprint.ToLowerInvariant())
                : null;
        return note is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position}:{Fingerprint}");
}
