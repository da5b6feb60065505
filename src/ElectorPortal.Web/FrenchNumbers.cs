using System.Globalization;

namespace ElectorPortal.Web;

/// <summary>Numbers as people read them: « 1 100 000 », « 62,5 % », never cut by the end of a line.</summary>
internal static class FrenchNumbers
{
    private const string NoBreak = "\u00A0";

    private static readonly NumberFormatInfo Format = new() { NumberGroupSeparator = NoBreak, NumberDecimalSeparator = "," };

    public static string Count(long number) => number.ToString("N0", Format);

    /// <param name="share">1 is the whole; null where there is no whole.</param>
    public static string Percent(double? share) => share is { } part ? (part * 100).ToString("N1", Format) + NoBreak + "%" : "–";

    /// <summary>« 350 ko », « 1,2 Mo ».</summary>
    public static string Bytes(long bytes) => bytes < 1_000_000
        ? $"{Count(Math.Max((bytes + 999) / 1000, 1))}{NoBreak}ko"
        : $"{(bytes / 1_000_000d).ToString("N1", Format)}{NoBreak}Mo";
}
