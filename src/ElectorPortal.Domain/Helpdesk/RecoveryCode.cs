using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>A secret on paper that stands in once for the telephone: 12 characters, almost 60 bits.</summary>
public readonly record struct RecoveryCode
{
    /// <summary>How many an agent receives at once.</summary>
    public const int Count = 10;

    /// <summary>No character that could be taken for another: neither 0, 1, I, L nor O.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 12;

    private readonly string value;

    private RecoveryCode(string value) => this.value = value;

    public string Display => $"{value[..4]}-{value[4..8]}-{value[8..]}";

    public static RecoveryCode Generate() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>In any case, with blanks or hyphens.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecoveryCode code)
    {
        code = default;
        var compact = string.Concat((text ?? "").Where(c => c is not '-' && !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (compact.Length != Length || compact.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
            return false;

        code = new RecoveryCode(compact);
        return true;
    }

    /// <summary>For the page that shows it once, and for the hash.</summary>
    public string Reveal() => value;

    public override string ToString() => "code de secours •••";
}
