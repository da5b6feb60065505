using System.Globalization;

namespace ElectorPortal.Domain.Elections;

/// <summary>Legal time of metropolitan France, in which openings and closings are published.</summary>
public static class ParisTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    /// <summary>Reads a setting such as <c>2018-11-29T10:00</c>, local Paris time, into UTC.</summary>
    /// <returns>False where the text has another form, or names an hour that the change to summer time skips.</returns>
    /// <remarks>The hour that comes twice in October is taken as the second one, winter time.</remarks>
    public static bool TryParse(string? text, out DateTime utc)
    {
        utc = default;
        var readable = DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        if (!readable || Zone.IsInvalidTime(local))
            return false;

        utc = TimeZoneInfo.ConvertTimeToUtc(local, Zone);
        return true;
    }

    public static DateTime FromUtc(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);
}
