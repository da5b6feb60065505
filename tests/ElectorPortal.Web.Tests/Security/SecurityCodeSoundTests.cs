using System.Buffers.Binary;
using System.Text;
using ElectorPortal.Web.Security.SecurityCodes;

namespace ElectorPortal.Web.Tests.Security;

public sealed class SecurityCodeSoundTests
{
    [Fact]
    public void The_header_says_exactly_what_follows()
    {
        var wav = SecurityCodeSound.Mix("0308", new Random(1));

        Assert.Equal("RIFF", Text(wav, 0));
        Assert.Equal(wav.Length - 8, Int(wav, 4));
        Assert.Equal("WAVE", Text(wav, 8));
        Assert.Equal("fmt ", Text(wav, 12));
        Assert.Equal(16, Int(wav, 16));
        Assert.Equal(1, Short(wav, 20));
        Assert.Equal(1, Short(wav, 22));
        Assert.Equal(16_000, Int(wav, 24));
        Assert.Equal(32_000, Int(wav, 28));
        Assert.Equal(2, Short(wav, 32));
        Assert.Equal(16, Short(wav, 34));
        Assert.Equal("data", Text(wav, 36));
        Assert.Equal(wav.Length - 44, Int(wav, 40));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0308")]
    [InlineData("123456")]
    [InlineData("00000000")]
    public void A_digit_takes_about_a_second(string digits)
    {
        var seconds = (SecurityCodeSound.Mix(digits, new Random(1)).Length - SecurityCodeSound.HeaderLength) / 2d / SecurityCodeSound.Rate;

        Assert.InRange(seconds, 0.6 + (0.6 * digits.Length), 0.6 + (1.6 * digits.Length));
    }

    [Fact]
    public void Every_digit_is_heard_and_no_two_digits_alike()
    {
        var sounds = Enumerable.Range(0, 10)
            .Select(digit => SecurityCodeSound.Mix($"{digit}", new Random(1)))
            .ToList();

        Assert.Equal(10, sounds.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(sounds, sound => Assert.InRange(Samples(sound).Max(sample => Math.Abs((int)sample)), short.MaxValue / 3, short.MaxValue));
    }

    [Fact]
    public void What_is_mixed_in_stays_well_below_the_voice()
    {
        var (loudest, quietest) = (0d, double.MaxValue);
        foreach (var tenth in Samples(SecurityCodeSound.Mix("0308", new Random(1))).Chunk(SecurityCodeSound.Rate / 10))
        {
            var power = tenth.Average(sample => (double)sample * sample);
            (loudest, quietest) = (Math.Max(loudest, power), Math.Min(quietest, power));
        }

        Assert.InRange(quietest, 1, loudest / 100);
    }

    [Fact]
    public void Two_mixes_of_the_same_digits_differ() => Assert.NotEqual(
        SecurityCodeSound.Mix("0308", new Random(1)), SecurityCodeSound.Mix("0308", new Random(2)));

    [Fact]
    public void The_same_chance_makes_the_same_mix() => Assert.Equal(
        SecurityCodeSound.Mix("0308", new Random(1)), SecurityCodeSound.Mix("0308", new Random(1)));

    [Theory]
    [InlineData("")]
    [InlineData("03a8")]
    [InlineData("030\u0668")]
    [InlineData("123456789")]
    public void Anything_else_than_one_to_eight_digits_is_not_said(string text) =>
        Assert.Throws<ArgumentException>(() => SecurityCodeSound.Mix(text, new Random(1)));

    private static IEnumerable<short> Samples(byte[] wav) =>
        wav.Skip(SecurityCodeSound.HeaderLength).Chunk(2).Select(sample => BinaryPrimitives.ReadInt16LittleEndian(sample));

    private static string Text(byte[] wav, int at) => Encoding.ASCII.GetString(wav, at, 4);

    private static int Int(byte[] wav, int at) => BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(at));

    private static short Short(byte[] wav, int at) => BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(at));
}
