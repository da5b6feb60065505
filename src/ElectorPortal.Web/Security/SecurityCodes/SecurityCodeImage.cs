using SkiaSharp;

namespace ElectorPortal.Web.Security.SecurityCodes;

/// <summary>
/// Draws the digits of a security code so that a person reads them and a program does not: bent, turned, overlapping, struck through by
/// curves of their own colour and width, and cut by curves of the background's. Dark on a light ground of its own, whatever the theme of the page.
/// </summary>
/// <remarks>A brake on automation, beside the limits on requests: no drawing resists for good.</remarks>
internal static class SecurityCodeImage
{
    public const int Width = 280;
    public const int Height = 90;

    private const float Margin = 16;
    private const float Pen = 5.5f;
    private const float Cut = 1.8f;

    private static readonly SKColor Ink = new(0x1b, 0x1b, 0x35);
    private static readonly SKColor Paper = new(0xf5, 0xf5, 0xfe);

    /// <returns>A PNG image.</returns>
    /// <exception cref="ArgumentException">The code is empty, too long, or holds something else than ASCII digits.</exception>
    public static byte[] Draw(string digits, Random random)
    {
        SecurityCode.ThrowIfNotDigits(digits);
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        var canvas = surface.Canvas;
        canvas.Clear(Paper);

        using var pen = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            Color = Ink,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        DrawDigits(canvas, pen, digits, random);
        DrawCurves(canvas, pen, 1, random);

        pen.Color = Paper;
        pen.StrokeWidth = Cut;
        for (var cut = 0; cut < 2; cut++)
            DrawLine(canvas, pen, Across(random));

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void DrawDigits(SKCanvas canvas, SKPaint pen, string digits, Random random)
    {
        var wave = Wave.Draw(random);
        var advance = Math.Min((Width - (2 * Margin)) / digits.Length, 54);
        var left = (Width - (advance * digits.Length)) / 2;
        left += Between(random, -1, 1) * Math.Max(0, left - Margin);
        for (var i = 0; i < digits.Length; i++)
        {
            var center = new SKPoint(left + (advance * (i + 0.5f)), (Height / 2f) + Between(random, -5, 5));
            var pose = Pose(center, advance, random);
            pen.StrokeWidth = Pen * Between(random, 0.9f, 1.15f);
            foreach (var stroke in DigitStrokes.Write(digits[i], random))
                DrawLine(canvas, pen, [.. stroke.Select(point => wave.Bend(pose.MapPoint(point)))]);
        }
    }

    /// <summary>Where a digit stands, how large, how slanted and how turned. Wider than its share of the image: neighbours overlap.</summary>
    private static SKMatrix Pose(SKPoint center, float advance, Random random)
    {
        var width = advance * Between(random, 0.95f, 1.1f) / DigitStrokes.Width;
        var height = Between(random, 56, 64) / DigitStrokes.Height;
        return SKMatrix.CreateTranslation(-DigitStrokes.Width / 2, -DigitStrokes.Height / 2)
            .PostConcat(SKMatrix.CreateScale(width, height))
            .PostConcat(SKMatrix.CreateSkew(Between(random, -0.25f, 0.25f), 0))
            .PostConcat(SKMatrix.CreateRotationDegrees(Between(random, -12, 12)))
            .PostConcat(SKMatrix.CreateTranslation(center.X, center.Y));
    }

    private static void DrawCurves(SKCanvas canvas, SKPaint pen, int count, Random random)
    {
        for (var curve = 0; curve < count; curve++)
        {
            pen.StrokeWidth = Pen * Between(random, 0.9f, 1.15f);
            DrawLine(canvas, pen, Across(random));
        }
    }

    /// <summary>A wavy line from one side of the image to the other.</summary>
    private static SKPoint[] Across(Random random)
    {
        var drop = (random.Next(2) == 0 ? 1 : -1) * Between(random, 25, 55);
        var from = (Height - drop) / 2;
        var slope = drop / Width;
        var swell = Between(random, 5, 12);
        var pace = Between(random, 0.025f, 0.05f);
        var phase = Between(random, 0, MathF.Tau);
        return [.. Enumerable.Range(-1, (Width / 4) + 3).Select(
            step => new SKPoint(step * 4, from + (slope * step * 4) + (swell * MathF.Sin((pace * step * 4) + phase))))];
    }

    private static void DrawLine(SKCanvas canvas, SKPaint pen, SKPoint[] points)
    {
        using var builder = new SKPathBuilder();
        builder.AddPoly(points, close: false);
        using var line = builder.Detach();
        canvas.DrawPath(line, pen);
    }

    private static float Between(Random random, float least, float most) => least + ((most - least) * random.NextSingle());

    /// <summary>Bends the whole line of digits, as a reflection on water would.</summary>
    private readonly record struct Wave(float SwellX, float PaceX, float PhaseX, float SwellY, float PaceY, float PhaseY)
    {
        public static Wave Draw(Random random) => new(
            Between(random, 2, 4), Between(random, 0.08f, 0.13f), Between(random, 0, MathF.Tau),
            Between(random, 3, 6), Between(random, 0.04f, 0.08f), Between(random, 0, MathF.Tau));

        public SKPoint Bend(SKPoint point) => new(
            point.X + (SwellX * MathF.Sin((PaceX * point.Y) + PhaseX)),
            point.Y + (SwellY * MathF.Sin((PaceY * point.X) + PhaseY)));
    }
}
