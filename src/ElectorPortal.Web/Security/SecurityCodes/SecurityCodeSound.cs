using System.Buffers.Binary;

namespace ElectorPortal.Web.Security.SecurityCodes;

/// <summary>
/// Says the digits of a security code in French, at an uneven pace, over a murmur and scraps of digits played backwards:
/// a person follows, a program that compares recordings has more to do.
/// </summary>
internal static class SecurityCodeSound
{
    /// <summary>Samples per second, 16 bits each, one channel.</summary>
    public const int Rate = 16_000;

    public const int HeaderLength = 44;

    private const int BytesPerSample = sizeof(short);
    private const float Voice = 0.8f;
    private const float Scrap = 0.1f;
    private const float Murmur = 0.03f;

    private static readonly float[][] Recordings = [.. Enumerable.Range(0, 10).Select(Recording)];

    /// <returns>A WAV file.</returns>
    /// <exception cref="ArgumentException">The code is empty, too long, or holds something else than ASCII digits.</exception>
    public static byte[] Mix(string digits, Random random)
    {
        SecurityCode.ThrowIfNotDigits(digits);
        var spoken = digits.Select(digit => Paced(Recordings[digit - '0'], Between(random, 0.82f, 1.02f))).ToList();
        var gaps = spoken.Select(_ => Seconds(Between(random, 0.45f, 0.9f))).Append(Seconds(0.6f)).ToList();
        var mix = new float[spoken.Sum(digit => digit.Length) + gaps.Sum()];

        AddMurmur(mix, random);
        var at = 0;
        foreach (var (digit, gap) in spoken.Zip(gaps))
        {
            AddScraps(mix, at, gap, random);
            at += gap;
            Add(mix, digit, at, Voice * Between(random, 0.8f, 1));
            at += digit.Length;
        }

        return Wav(mix);
    }

    /// <summary>Slower below 1, faster above; the voice goes down or up with it.</summary>
    private static float[] Paced(float[] recording, float pace)
    {
        var paced = new float[(int)(recording.Length / pace)];
        for (var i = 0; i < paced.Length; i++)
        {
            var (whole, part) = ((int)(i * pace), (i * pace) % 1);
            var next = recording[Math.Min(whole + 1, recording.Length - 1)];
            paced[i] = (recording[whole] * (1 - part)) + (next * part);
        }

        return paced;
    }

    /// <summary>Noise whose high frequencies are taken away, swelling and fading slowly.</summary>
    private static void AddMurmur(float[] mix, Random random)
    {
        var smoothing = Between(random, 0.15f, 0.35f);
        var swell = MathF.Tau / Seconds(Between(random, 0.7f, 1.6f));
        var noise = 0f;
        for (var i = 0; i < mix.Length; i++)
        {
            noise += smoothing * (Between(random, -1, 1) - noise);
            mix[i] += noise * Murmur * (2 + MathF.Sin(swell * i));
        }
    }

    /// <summary>Pieces of digits played backwards between two digits, far below the voice.</summary>
    private static void AddScraps(float[] mix, int from, int length, Random random)
    {
        for (var scrap = 0; scrap < 2; scrap++)
        {
            var whole = Recordings[random.Next(Recordings.Length)];
            var piece = whole.Take(whole.Length / 2).Reverse().Take(length).ToArray();
            Add(mix, piece, from + random.Next(length - piece.Length + 1), Scrap * Between(random, 0.6f, 1));
        }
    }

    private static void Add(float[] mix, float[] sound, int at, float volume)
    {
        for (var i = 0; i < sound.Length; i++)
            mix[at + i] += sound[i] * volume;
    }

    private static byte[] Wav(float[] mix)
    {
        var wav = new byte[HeaderLength + (mix.Length * BytesPerSample)];
        var header = wav.AsSpan(0, HeaderLength);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Rate * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * BytesPerSample);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], mix.Length * BytesPerSample);

        for (var i = 0; i < mix.Length; i++)
        {
            var sample = (short)(Math.Clamp(mix[i], -1, 1) * short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(HeaderLength + (i * BytesPerSample)), sample);
        }

        return wav;
    }

    /// <summary>The samples of a digit, as Recordings/make-recordings.sh wrote them: the same form as ours, the same header.</summary>
    private static float[] Recording(int digit)
    {
        using var file = EmbeddedFile.Open($"Security.SecurityCodes.Recordings.{digit}.wav");
        var samples = new byte[file.Length - HeaderLength];
        file.Position = HeaderLength;
        file.ReadExactly(samples);
        return [.. samples.Chunk(BytesPerSample).Select(sample => BinaryPrimitives.ReadInt16LittleEndian(sample) / -(float)short.MinValue)];
    }

    private static int Seconds(float seconds) => (int)(seconds * Rate);

    private static float Between(Random random, float least, float most) => least + ((most - least) * random.NextSingle());
}
