using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ElectorPortal.Domain.Activation;

/// <summary>The secret part of a mailed link or of a session cookie: 256 random bits, written as 43 base64url characters.</summary>
public readonly record struct LinkToken
{
    public const int Length = 43;

    private const int Bytes = 32;

    private readonly string value;

    private LinkToken(string value) => this.value = value;

    public static LinkToken Generate() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static bool TryParse([NotNullWhen(true)] string? text, out LinkToken token)
    {
        token = default;
        if (text is not { Length: Length } || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return false;

        token = new LinkToken(text);
        return true;
    }

    /// <summary>The text of the link, for a mail, a cookie or a hash alone.</summary>
    public string Reveal() => value;

    public override string ToString() => "token •••";
}
