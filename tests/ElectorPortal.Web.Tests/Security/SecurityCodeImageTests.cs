using ElectorPortal.Web.Security.SecurityCodes;
using SkiaSharp;

namespace ElectorPortal.Web.Tests.Security;

public sealed class SecurityCodeImageTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("0308")]
    [InlineData("123456")]
    [InlineData("98765432")]
    public void A_code_is_a_small_picture_of_one_size_whatever_its_digits(string digits)
    {
        var png = SecurityCodeImage.Draw(digits, new Random(1));

        using var picture = SKBitmap.Decode(png);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal((280, 90), (picture.Width, picture.Height));
        Assert.InRange(png.Length, 2_000, 30_000);
    }

    [Fact]
    public void Every_digit_is_drawn_and_no_two_digits_alike()
    {
        var drawings = Enumerable.Range(0, 10)
            .Select(digit => Convert.ToHexString(SecurityCodeImage.Draw($"{digit}{digit}{digit}{digit}", new Random(1))))
            .ToList();

        Assert.Equal(10, drawings.Distinct().Count());
    }

    [Fact]
    public void Two_drawings_of_the_same_digits_differ() => Assert.NotEqual(
        SecurityCodeImage.Draw("0308", new Random(1)), SecurityCodeImage.Draw("0308", new Random(2)));

    [Fact]
    public void The_same_chance_makes_the_same_drawing() => Assert.Equal(
        SecurityCodeImage.Draw("0308", new Random(1)), SecurityCodeImage.Draw("0308", new Random(1)));

    [Fact]
    public void The_ground_is_opaque_and_light_and_the_ink_dark()
    {
        using var picture = SKBitmap.Decode(SecurityCodeImage.Draw("0308", new Random(1)));

        Assert.All(picture.Pixels, pixel => Assert.Equal(byte.MaxValue, pixel.Alpha));
        Assert.InRange(picture.Pixels.Count(pixel => pixel.Red > 230), picture.Pixels.Length / 2, picture.Pixels.Length);
        Assert.InRange(picture.Pixels.Count(pixel => pixel.Red < 60), picture.Pixels.Length / 50, picture.Pixels.Length / 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("03a8")]
    [InlineData("03 8")]
    [InlineData("030\u0668")]
    [InlineData("030\uFF18")]
    [InlineData("123456789")]
    public void Anything_else_than_one_to_eight_digits_is_not_drawn(string text) =>
        Assert.Throws<ArgumentException>(() => SecurityCodeImage.Draw(text, new Random(1)));
}
