using System.Numerics;

namespace ElectorPortal.Web.Security.Passwords.Bcrypt;

/// <summary>
/// What Blowfish begins with: the binary digits of pi behind the point (Schneier, "Description of a New Variable-Length Key, 64-Bit Block
/// Cipher", 1993), 18 words of subkeys, then four boxes of 256. Computed, so that no digit of a thousand can be mistyped.
/// </summary>
internal static class BlowfishTables
{
    public const int Subkeys = 18;
    public const int Words = Subkeys + (4 * 256);

    private const int WordBits = 32;

    /// <summary>Divisions round down: their errors stay in these bits.</summary>
    private const int GuardBits = 64;

    private static readonly Lazy<uint[]> Digits = new(Compute);

    public static ReadOnlySpan<uint> Initial => Digits.Value;

    private static uint[] Compute()
    {
        var one = BigInteger.One << ((Words * WordBits) + GuardBits);
        // Machin, 1706.
        var pi = (16 * ArcTangentOfInverse(5, one)) - (4 * ArcTangentOfInverse(239, one));
        var fraction = (pi % one) >> GuardBits;
        var bytes = fraction.ToByteArray(isUnsigned: true, isBigEndian: true);
        var words = new uint[Words];
        for (var word = 0; word < Words; word++)
            words[word] = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(word * sizeof(uint)));
        return words;
    }

    private static BigInteger ArcTangentOfInverse(int number, BigInteger one)
    {
        var term = one / number;
        var sum = term;
        for (var divisor = 3; !term.IsZero; divisor += 2)
        {
            term /= number * number;
            sum += (divisor & 2) == 0 ? term / divisor : -(term / divisor);
        }

        return sum;
    }
}
