using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Settings;
using SkiaSharp;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <summary>
/// Draws voting notices, a page each, on A4: the address stands where window envelopes of format DL show it (NF Z 11-001, on the right), the
/// identifier in groups of four, and a code that carries the portal's address and nothing else. All lengths are points.
/// </summary>
internal sealed class LetterPrinter(Election election, PortalOptions portal, PublicAddress address) : IDisposable
{
    private const float Width = 595;
    private const float Height = 842;
    private const float Margin = 57;
    private const float AddressLeft = 305;
    private const float AddressTop = 150;
    private const float AddressWidth = 230;
    private const float CodeSize = 96;

    private readonly SKTypeface regular = Load("Regular");
    private readonly SKTypeface bold = Load("Bold");
    private readonly SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint frame = new() { Color = SKColors.Black, IsStroke = true, StrokeWidth = 1.5f };
    private readonly SKPath code = Code(address.BaseUrl);

    /// <summary>A document whose pages go to the stream one by one.</summary>
    public SKDocument Begin(Stream stream) => SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
    {
        Title = $"Notices de vote - {election.Name}",
        Author = portal.Organisation,
        RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
    });

    public void Print(SKDocument document, VotingNotice notice)
    {
        using var canvas = document.BeginPage(Width, Height);
        var page = new Pen(canvas, ink);
        page.Write(portal.Organisation, bold, 12, Margin, 70, AddressLeft - Margin);
        page.Write(election.Name, regular, 11, Margin, page.Bottom + 4, AddressLeft - Margin - 20);

        page.Write($"{notice.Civility} {notice.FirstNames} {notice.LastName}", bold, 11, AddressLeft, AddressTop, AddressWidth);
        page.Write(notice.Posting, regular, 11, AddressLeft, page.Bottom, AddressWidth);
        page.Write($"Académie : {notice.Academy}", regular, 11, AddressLeft, page.Bottom, AddressWidth);

        var wide = Width - (2 * Margin);
        page.Write("Votre notice de vote", bold, 22, Margin, 290, wide);
        page.Write($"Pour voter, il vous faut votre identifiant électeur et le mot de passe de votre espace électeur. {Dates()}", regular, 12, Margin, page.Bottom + 8, wide);
        page.Write("Votre identifiant électeur", bold, 13, Margin, page.Bottom + 18, wide);
        var top = page.Bottom + 6;
        canvas.DrawRect(Margin, top, wide, 58, frame);
        page.Write(notice.Identifier.RevealGrouped(), bold, 32, Margin + 24, top + 12, wide);

        page.Write("Que faire", bold, 13, Margin, top + 82, wide);
        foreach (var step in Steps())
            page.Write(step, regular, 12, Margin, page.Bottom + 4, wide - CodeSize - 24);
        DrawCode(canvas, Width - Margin - CodeSize, top + 82);

        page.Write(
            "Conservez cette notice : cet identifiant est personnel et secret, personne ne vous le demandera par courriel ni par téléphone. "
            + "Si vous la perdez, demandez un nouvel identifiant dans votre espace électeur : il vous sera envoyé par SMS, et celui-ci ne sera plus valable.",
            regular, 11, Margin, 700, wide);
        document.EndPage();
    }

    public void Dispose()
    {
        regular.Dispose();
        bold.Dispose();
        ink.Dispose();
        frame.Dispose();
        code.Dispose();
    }

    private string Dates() => election.Voting is { Opens: { } opens, Closes: { } closes }
        ? $"Le vote est ouvert du {FrenchDates.Full(opens)} au {FrenchDates.Full(closes)} (heure de Paris)."
        : "";

    private IEnumerable<string> Steps() =>
    [
        $"1. Allez à l'adresse {address.BaseUrl} et saisissez votre adresse de messagerie professionnelle.",
        "2. Ouvrez le lien reçu par courriel, et choisissez votre mot de passe.",
        "3. Quand le vote est ouvert, choisissez « Voter » et saisissez l'identifiant ci-dessus.",
    ];

    private void DrawCode(SKCanvas canvas, float left, float top)
    {
        canvas.Save();
        canvas.Translate(left, top);
        canvas.Scale(CodeSize / code.Bounds.Right);
        canvas.DrawPath(code, ink);
        canvas.Restore();
    }

    private static SKPath Code(string text) => SKPath.ParseSvgPathData(QrPicture.Of(text).Outline);

    private static SKTypeface Load(string name)
    {
        using var stream = EmbeddedFile.Open($"Commands.Identifiers.Fonts.{name}.woff");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
    }

    /// <summary>Writes paragraphs one below the other.</summary>
    private sealed class Pen(SKCanvas canvas, SKPaint ink)
    {
        /// <summary>Below the last line written.</summary>
        public float Bottom { get; private set; }

        public void Write(string text, SKTypeface face, float size, float left, float top, float width)
        {
            using var font = new SKFont(face, size) { Subpixel = true };
            Bottom = top;
            foreach (var line in Lines(Printable(text, font), font, width))
            {
                Bottom += size * 1.35f;
                canvas.DrawText(line, left, Bottom - (size * 0.25f), SKTextAlign.Left, font, ink);
            }
        }

        private static IEnumerable<string> Lines(string text, SKFont font, float width)
        {
            var line = "";
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && font.MeasureText(longer) > width)
                {
                    yield return line;
                    longer = word;
                }

                line = longer;
            }

            yield return line;
        }

        /// <summary>A letter that the font lacks loses its accent rather than its place.</summary>
        private static string Printable(string text, SKFont font) => font.ContainsGlyphs(text)
            ? text
            : string.Concat(text.Select(letter => font.ContainsGlyphs(letter.ToString()) ? letter.ToString() : Bare(letter)));

        private static string Bare(char letter) => char.IsUpper(letter) ? Names.Fold(letter.ToString()).ToUpperInvariant() : Names.Fold(letter.ToString());
    }
}
