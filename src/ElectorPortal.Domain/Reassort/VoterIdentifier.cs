using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ElectorPortal.Domain.Reassort;

/// <summary>
/// The secret that opens the vote together with the password: 12 characters of an alphabet without look-alikes.
/// </summary>
public readonly record struct VoterIdentifier
{
    public const int Length = 12;

    /// <summary>No 0, 1, I, L or O: the identifier is read from paper and typed on a telephone.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private readonly string value;

    private VoterIdentifier(string value) => this.value = value;

    /// <summary>Twelve uniform, independent draws from a cryptographic generator.</summary>
    public static VoterIdentifier Generate() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Accepts any case, spaces and hyphens.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out VoterIdentifier identifier)
    {
        identifier = default;
        if (text is null || text.Length > 3 * Length || !System.Text.Ascii.IsValid(text))
            return false;

        var candidate = string.Concat(text.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        if (candidate.Length != Length || !candidate.All(c => Alphabet.Contains(c, StringComparison.Ordinal)))
            return false;

        identifier = new VoterIdentifier(candidate);
        return true;
    }

    /// <summary>The twelve characters, for a hash, an SMS or a voting notice alone.</summary>
    public string Reveal() => value;

    /// <summary>In groups of four, for screen and paper.</summary>
    public string RevealGrouped() => $"{value[..4]} {value[4..8]} {value[8..]}";

    public override string ToString() => "identifiant •••";
}
