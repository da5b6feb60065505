using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>The secret that an agent's telephone shares with the portal: 160 bits, as RFC 4226 §4 recommends.</summary>
public readonly record struct TotpSecret
{
    public const int Bytes = 20;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5;
    private const int Length = Bytes * 8 / BitsOfLetter;

    private readonly string value;

    private TotpSecret(string value) => this.value = value;

    /// <summary>As people copy it: groups of four.</summary>
    public string Groups => string.Join(' ', value.Chunk(4).Select(group => new string(group)));

    public static TotpSecret Generate() => new(Encode(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Reads base32 (RFC 4648), blanks allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TotpSecret secret)
    {
        secret = default;
        var compact = text?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (compact is not { Length: Length } || compact.Any(letter => !Alphabet.Contains(letter, StringComparison.Ordinal)))
            return false;

        secret = new TotpSecret(compact);
        return true;
    }

    /// <summary>What the application on the telephone reads in the QR code.</summary>
    public string KeyUri(string service, string account)
    {
        var (issuer, label) = (Uri.EscapeDataString(service), Uri.EscapeDataString(account));
        return $"otpauth://totp/{issuer}:{label}?secret={value}&issuer={issuer}&algorithm=SHA1&digits={TimeBasedCode.Digits}&period={TimeBasedCode.StepSeconds}";
    }

    /// <summary>The base32 text, for encryption and the protected cookie alone.</summary>
    public string Reveal() => value;

    public override string ToString() => "secret •••";

    internal byte[] Decode()
    {
        var bytes = new byte[Bytes];
        for (var bit = 0; bit < Bytes * 8; bit++)
        {
            var letter = Alphabet.IndexOf(value[bit / BitsOfLetter], StringComparison.Ordinal);
            var isSet = (letter >> (BitsOfLetter - 1 - bit % BitsOfLetter)) & 1;
            bytes[bit / 8] |= (byte)(isSet << (7 - bit % 8));
        }

        return bytes;
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder(Length);
        for (var letter = 0; letter < Length; letter++)
        {
            var index = 0;
            for (var bit = letter * BitsOfLetter; bit < (letter + 1) * BitsOfLetter; bit++)
                index = (index << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
            text.Append(Alphabet[index]);
        }

        return text.ToString();
    }
}
