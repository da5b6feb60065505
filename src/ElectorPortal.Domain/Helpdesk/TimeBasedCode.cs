using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>The six digits of RFC 6238 (SHA-1, 30 seconds), which every authenticator application understands.</summary>
public static class TimeBasedCode
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>Steps before and after the current one that are taken as well: a telephone is rarely exactly on time.</summary>
    private const int Window = 1;

    private const int Modulus = 1_000_000;

    public static long StepAt(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds;

    public static string Of(TotpSecret secret, long step)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The algorithm of the standard; its use in HMAC is not touched by the collisions of SHA-1.
        var hash = HMACSHA1.HashData(secret.Decode(), counter);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        return (truncated % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, blanks allowed; null where it is no code of about that instant.</summary>
    public static long? MatchingStep(TotpSecret secret, string typed, DateTime now)
    {
        var digits = Encoding.UTF8.GetBytes(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))));
        var current = StepAt(now);
        long? found = null;
        for (var step = current - Window; step <= current + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, step)), digits))
                found = step;
        }

        return found;
    }
}
