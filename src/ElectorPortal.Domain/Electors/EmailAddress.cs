using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ElectorPortal.Domain.Electors;

/// <summary>
/// A professional e-mail address in its canonical form: trimmed, lower case, ASCII only.
/// </summary>
/// <remarks>
/// ASCII only, because Unicode folding turns look-alikes (Kelvin sign, full-width letters) into somebody else's address.
/// </remarks>
public readonly partial record struct EmailAddress
{
    /// <summary>RFC 5321 §4.5.3.1.3 leaves 254 characters between the angle brackets of a path.</summary>
    public const int MaxLength = 254;

    /// <summary>Characters of <see cref="Masked"/> at most: one letter, five dots, the domain.</summary>
    public const int MaskedMaxLength = MaxLength + 5;

    private const int MaxLocalPartLength = 64;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string LocalPart => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>What a journal may show: <c>p•••••@ac-amiens.fr</c>.</summary>
    public string Masked => $"{Value[0]}•••••{Value[Value.IndexOf('@', StringComparison.Ordinal)..]}";

    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        if (text is null || text.Length > 2 * MaxLength || !System.Text.Ascii.IsValid(text))
            return false;

        var candidate = text.Trim(' ').ToLowerInvariant();
        if (candidate.Length > MaxLength || candidate.IndexOf('@', StringComparison.Ordinal) > MaxLocalPartLength)
            return false;
        if (!Shape().IsMatch(candidate))
            return false;

        address = new EmailAddress(candidate);
        return true;
    }

    /// <summary>Reads back a canonical address that this type wrote.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not an e-mail address.");

    public override string ToString() => Value;

    [GeneratedRegex(
        @"\A[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
