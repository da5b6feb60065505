using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ElectorPortal.Domain.Electors;

/// <summary>
/// The personal number that the Ministry gives each member of staff: 2 digits, 1 letter, 7 digits, 3 letters. Confidential.
/// </summary>
/// <remarks>
/// The first two digits are the académie of registration, not of posting: they never serve as a consistency check.
/// </remarks>
public readonly partial record struct Numen
{
    public const int Length = 13;

    private const int MaxTypedLength = 40;

    private readonly string value;

    private Numen(string value) => this.value = value;

    /// <summary>The canonical text, for hashing alone: it is never stored, shown or logged.</summary>
    public string Reveal() => value;

    /// <summary>Accepts any case and spaces anywhere.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Numen numen)
    {
        numen = default;
        if (text is null || text.Length > MaxTypedLength || !System.Text.Ascii.IsValid(text.Replace('\u00A0', ' ')))
            return false;

        var candidate = text.Replace("\u00A0", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .ToUpperInvariant();
        if (!Shape().IsMatch(candidate))
            return false;

        numen = new Numen(candidate);
        return true;
    }

    public override string ToString() => "NUMEN •••";

    [GeneratedRegex(@"\A[0-9]{2}[A-Z][0-9]{7}[A-Z]{3}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
