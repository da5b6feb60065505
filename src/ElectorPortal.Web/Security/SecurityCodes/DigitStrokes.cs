using System.Collections.Frozen;
using SkiaSharp;

namespace ElectorPortal.Web.Security.SecurityCodes;

/// <summary>
/// The ten digits as pen strokes, in the several ways in which people write them, so that no font is needed on the server.
/// Each fills a box 60 wide and 100 high.
/// </summary>
internal static class DigitStrokes
{
    public const float Width = 60;
    public const float Height = 100;

    /// <summary>Distance between two points of a sampled stroke: close enough for a bent curve to stay smooth.</summary>
    private const float Step = 3;

    // A 1 always stands on a foot and a 7 always has a long flat top: bent and turned, they must not be taken for each other.
    private static readonly FrozenDictionary<char, string[]> Paths = new Dictionary<char, string[]>
    {
        ['0'] =
        [
            "M30 2 C52 2 57 30 57 50 C57 70 52 98 30 98 C8 98 3 70 3 50 C3 30 8 2 30 2 Z",
            "M34 3 C54 6 58 36 54 58 C50 82 42 98 26 97 C6 95 2 66 6 42 C10 18 20 1 34 3 Z",
            "M30 5 C60 5 60 95 30 95 C0 95 0 5 30 5 Z",
        ],
        ['1'] =
        [
            "M12 25 L33 3 L33 98 M10 98 L57 98",
            "M9 30 C22 24 30 14 33 3 L31 97 M12 97 L52 97",
            "M16 20 L36 2 L32 98 M12 98 L54 96",
        ],
        ['2'] =
        [
            "M6 27 C6 -5 54 -5 54 27 C54 52 10 72 5 97 L57 97",
            "M8 20 C16 -6 56 -1 52 30 C49 52 22 74 6 97 L56 97",
            "M6 18 C20 -4 50 0 51 25 C52 48 28 66 5 96 C20 90 40 98 57 94",
        ],
        ['3'] =
        [
            "M8 14 C22 -6 54 0 52 26 C50 44 34 48 24 48 C38 48 56 54 56 73 C56 104 16 104 5 84",
            "M7 4 L52 4 L26 42 C46 38 58 54 56 72 C54 102 16 104 5 84",
            "M6 10 C30 -6 56 6 50 28 C46 44 32 46 22 47 C44 46 60 60 54 80 C46 102 18 100 5 90",
        ],
        ['4'] =
        [
            "M42 98 L42 3 L4 70 L58 70",
            "M30 3 C24 30 14 52 5 66 L58 66 M43 34 L42 98",
            "M40 4 L5 68 L58 66 M46 30 L40 98",
        ],
        ['5'] =
        [
            "M52 4 L14 4 L10 46 C24 36 56 38 56 68 C56 102 18 104 5 86",
            "M54 3 L16 5 L12 44 C36 38 58 50 54 74 C50 100 20 100 5 94",
            "M50 5 L12 5 L12 48 C30 38 58 46 56 72 C54 98 24 102 6 90",
        ],
        ['6'] =
        [
            "M50 8 C26 2 5 34 5 66 C5 108 55 106 55 70 C55 38 14 38 6 68",
            "M42 2 C18 24 4 48 4 70 C4 106 56 106 56 70 C56 40 16 40 6 62",
            "M46 4 C20 8 4 44 5 72 C8 106 52 104 55 74 C56 46 22 42 6 72",
        ],
        ['7'] =
        [
            "M5 4 L56 4 L22 98",
            "M5 4 L56 4 L24 98 M16 52 L50 50",
            "M4 8 C20 4 40 8 57 3 C44 30 30 60 26 98",
        ],
        ['8'] =
        [
            "M30 47 C4 41 4 2 30 2 C56 2 56 41 30 47 C-1 53 -1 98 30 98 C61 98 61 53 30 47 Z",
            "M52 17 C44 -5 9 -3 9 22 C9 50 55 44 55 75 C55 105 5 105 5 75 C5 46 58 46 52 17 Z",
            "M30 45 C8 43 6 4 32 3 C56 2 54 40 30 45 C4 50 0 96 28 98 C60 99 60 52 30 45 Z",
        ],
        ['9'] =
        [
            "M54 32 C52 -6 5 -6 5 30 C5 62 48 64 54 32 C57 62 44 98 16 96",
            "M54 28 C52 -4 6 -6 6 29 C6 64 50 62 54 28 L48 98",
            "M53 26 C46 -4 8 0 6 30 C4 60 46 64 54 30 C56 60 50 82 36 98",
        ],
    }.ToFrozenDictionary();

    /// <summary>One of the ways of writing a digit: its strokes, as points to be joined.</summary>
    public static IReadOnlyList<SKPoint[]> Write(char digit, Random random)
    {
        var ways = Paths[digit];
        using var path = SKPath.ParseSvgPathData(ways[random.Next(ways.Length)]);
        using var measure = new SKPathMeasure(path);
        var strokes = new List<SKPoint[]>();
        do
        {
            var steps = (int)MathF.Ceiling(measure.Length / Step);
            strokes.Add([.. Enumerable.Range(0, steps + 1).Select(step => measure.GetPosition(measure.Length * step / steps))]);
        }
        while (measure.NextContour());
        return strokes;
    }
}
