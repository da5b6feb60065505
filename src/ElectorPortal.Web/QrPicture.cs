using System.Globalization;
using System.Text;
using QRCoder;

namespace ElectorPortal.Web;

/// <summary>A QR code as the outline of its dark squares, as SVG and PDF draw it: one unit a square, its quiet zone included.</summary>
internal sealed record QrPicture(int Size, string Outline)
{
    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var outline = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                    outline.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return new QrPicture(rows.Count, outline.ToString());
    }
}
