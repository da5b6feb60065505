using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ElectorPortal.Web.Security.Passwords.Bcrypt;

/// <param name="Setting">Version, cost and salt, as a hash begins: <c>$2a$11$</c> and 22 characters.</param>
internal readonly record struct BcryptInput(string Password, string Setting)
{
    public const int SettingLength = 29;

    public int Cost => int.Parse(Setting.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>
/// bcrypt (Provos and Mazières, 1999) of four passwords in one thread, instruction by instruction: each step of one waits for its own last
/// table look-up, and the processor fills that time with the three others. Bit for bit what BCrypt.Net-Next computes of versions
/// <c>2a</c>, <c>2b</c> and <c>2y</c>, at the same cost.
/// </summary>
internal static class InterleavedBcrypt
{
    public const int Lanes = 4;

    private const int Subkeys = BlowfishTables.Subkeys;
    private const int Words = BlowfishTables.Words;
    private const int SaltCharacters = 22;
    private const int SaltWords = 4;
    private const int HashBytes = 23;
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <param name="inputs">One to <see cref="Lanes"/>, of one cost.</param>
    /// <returns>The whole hashes, 60 characters each.</returns>
    public static string[] Hash(IReadOnlyList<BcryptInput> inputs)
    {
        var states = new uint[Lanes * Words];
        var (keys, salts) = (new uint[Lanes * Subkeys], new uint[Lanes * Subkeys]);
        try
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                // A lane without a password of its own repeats the first one.
                var input = inputs[lane < inputs.Count ? lane : 0];
                BlowfishTables.Initial.CopyTo(states.AsSpan(lane * Words));
                Repeat(KeyOf(input.Password), keys.AsSpan(lane * Subkeys, Subkeys));
                Repeat(SaltOf(input.Setting), salts.AsSpan(lane * Subkeys, Subkeys));
            }

            Expand(states, keys, salts);
            var none = new uint[Lanes * Subkeys];
            for (var round = 1u << inputs[0].Cost; round > 0; round--)
            {
                Expand(states, keys, none);
                Expand(states, salts, none);
            }

            return Encrypt(states, inputs);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(keys.AsSpan()));
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(states.AsSpan()));
        }
    }

    /// <summary>Puts a key into the subkeys, then replaces all words by the cipher of what came before, mixed with a salt.</summary>
    private static void Expand(uint[] states, uint[] keys, uint[] salts)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var word = 0; word < Subkeys; word++)
                states[(lane * Words) + word] ^= keys[(lane * Subkeys) + word];
        }

        Halves halves = default;
        for (var word = 0; word < Words; word += 2)
        {
            // A salt of four words, two at a time.
            var place = word & 2;
            halves.Mix(salts, place);
            halves = Encipher(ref states[0], halves);
            halves.Store(states, word);
        }
    }

    /// <summary>Sixteen rounds on each of the four blocks; by itself, so that its eight halves stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Halves Encipher(ref uint state, Halves halves)
    {
        var (l0, l1, l2, l3) = (halves.Left0 ^ At(ref state, 0, 0), halves.Left1 ^ At(ref state, 1, 0), halves.Left2 ^ At(ref state, 2, 0), halves.Left3 ^ At(ref state, 3, 0));
        var (r0, r1, r2, r3) = (halves.Right0, halves.Right1, halves.Right2, halves.Right3);
        for (nuint round = 1; round < Subkeys - 1; round += 2)
        {
            r0 ^= Mangle(ref state, 0, l0) ^ At(ref state, 0, round);
            r1 ^= Mangle(ref state, 1, l1) ^ At(ref state, 1, round);
            r2 ^= Mangle(ref state, 2, l2) ^ At(ref state, 2, round);
            r3 ^= Mangle(ref state, 3, l3) ^ At(ref state, 3, round);
            l0 ^= Mangle(ref state, 0, r0) ^ At(ref state, 0, round + 1);
            l1 ^= Mangle(ref state, 1, r1) ^ At(ref state, 1, round + 1);
            l2 ^= Mangle(ref state, 2, r2) ^ At(ref state, 2, round + 1);
            l3 ^= Mangle(ref state, 3, r3) ^ At(ref state, 3, round + 1);
        }

        const int last = Subkeys - 1;
        return new Halves
        {
            Left0 = r0 ^ At(ref state, 0, last),
            Left1 = r1 ^ At(ref state, 1, last),
            Left2 = r2 ^ At(ref state, 2, last),
            Left3 = r3 ^ At(ref state, 3, last),
            Right0 = l0,
            Right1 = l1,
            Right2 = l2,
            Right3 = l3,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint At(ref uint state, nuint lane, nuint word) => Unsafe.Add(ref state, (lane * Words) + word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mangle(ref uint state, nuint lane, uint half)
    {
        const nuint boxes = Subkeys;
        return ((At(ref state, lane, boxes + (half >> 24)) + At(ref state, lane, boxes + 256 + ((half >> 16) & 0xff)))
            ^ At(ref state, lane, boxes + 512 + ((half >> 8) & 0xff))) + At(ref state, lane, boxes + 768 + (half & 0xff));
    }

    private static string[] Encrypt(uint[] states, IReadOnlyList<BcryptInput> inputs)
    {
        var text = "OrpheanBeholderScryDoubt"u8;
        var bytes = new byte[Lanes][];
        for (var lane = 0; lane < Lanes; lane++)
            bytes[lane] = new byte[text.Length];
        for (var at = 0; at < text.Length; at += sizeof(ulong))
        {
            var (left, right) = (BinaryPrimitives.ReadUInt32BigEndian(text[at..]), BinaryPrimitives.ReadUInt32BigEndian(text[(at + sizeof(uint))..]));
            var halves = new Halves { Left0 = left, Left1 = left, Left2 = left, Left3 = left, Right0 = right, Right1 = right, Right2 = right, Right3 = right };
            for (var turn = 0; turn < 64; turn++)
                halves = Encipher(ref states[0], halves);
            halves.Write(bytes, at);
        }

        return [.. inputs.Select((input, lane) => input.Setting + Encode(bytes[lane].AsSpan(0, HashBytes)))];
    }

    /// <summary>The password and the zero that ends it.</summary>
    private static byte[] KeyOf(string password) => Encoding.UTF8.GetBytes(password + '\0');

    private static byte[] SaltOf(string setting)
    {
        var salt = new byte[SaltWords * sizeof(uint)];
        var (buffer, bits, at) = (0, 0, 0);
        foreach (var character in setting.AsSpan(BcryptInput.SettingLength - SaltCharacters, SaltCharacters))
        {
            buffer = (buffer << 6) | Alphabet.IndexOf(character, StringComparison.Ordinal);
            bits += 6;
            if (bits < 8 || at == salt.Length)
                continue;
            bits -= 8;
            salt[at++] = (byte)(buffer >> bits);
        }

        return salt;
    }

    /// <summary>Bytes read as words, again from the first one at their end.</summary>
    private static void Repeat(byte[] bytes, Span<uint> words)
    {
        var at = 0;
        for (var word = 0; word < words.Length; word++)
        {
            for (var part = 0; part < sizeof(uint); part++)
                words[word] = (words[word] << 8) | bytes[at++ % bytes.Length];
        }
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            bits += 8;
            while (bits >= 6)
            {
                bits -= 6;
                text.Append(Alphabet[(buffer >> bits) & 0x3f]);
            }
        }

        if (bits > 0)
            text.Append(Alphabet[(buffer << (6 - bits)) & 0x3f]);
        return text.ToString();
    }

    /// <summary>A block of each lane.</summary>
    private struct Halves
    {
        public uint Left0, Left1, Left2, Left3, Right0, Right1, Right2, Right3;

        public void Mix(uint[] salts, int place)
        {
            Left0 ^= salts[place];
            Right0 ^= salts[place + 1];
            Left1 ^= salts[Subkeys + place];
            Right1 ^= salts[Subkeys + place + 1];
            Left2 ^= salts[(2 * Subkeys) + place];
            Right2 ^= salts[(2 * Subkeys) + place + 1];
            Left3 ^= salts[(3 * Subkeys) + place];
            Right3 ^= salts[(3 * Subkeys) + place + 1];
        }

        public readonly void Store(uint[] states, int word)
        {
            states[word] = Left0;
            states[word + 1] = Right0;
            states[Words + word] = Left1;
            states[Words + word + 1] = Right1;
            states[(2 * Words) + word] = Left2;
            states[(2 * Words) + word + 1] = Right2;
            states[(3 * Words) + word] = Left3;
            states[(3 * Words) + word + 1] = Right3;
        }

        public readonly void Write(byte[][] bytes, int at)
        {
            uint[] lefts = [Left0, Left1, Left2, Left3], rights = [Right0, Right1, Right2, Right3];
            for (var lane = 0; lane < Lanes; lane++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes[lane].AsSpan(at), lefts[lane]);
                BinaryPrimitives.WriteUInt32BigEndian(bytes[lane].AsSpan(at + sizeof(uint)), rights[lane]);
            }
        }
    }
}
