using System.Globalization;
using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web;

/// <summary>Instants as people read them: in French, Paris time unless a zone is given.</summary>
internal static class FrenchDates
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« 12 octobre 2018 à 14:05 », the form of the 2018 mails.</summary>
    public static string DayAndTime(DateTime utc) => Date(ParisTime.FromUtc(utc), "") + ParisTime.FromUtc(utc).ToString(" 'à' HH:mm", Culture);

    /// <summary>« jeudi 29 novembre 2018 à 10 h 00 ».</summary>
    public static string Full(DateTime utc) => FullLocal(ParisTime.FromUtc(utc));

    /// <summary>As <see cref="Full"/>, for a time that is already local.</summary>
    public static string FullLocal(DateTime local) => $"{Date(local, "dddd ")} à {HourLocal(local)}";

    /// <summary>« 10 h 00 ».</summary>
    public static string Hour(DateTime utc) => HourLocal(ParisTime.FromUtc(utc));

    /// <summary>« 14/03/1978 ».</summary>
    public static string Day(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>« 29/11/2018 10:00 », the form of the 2018 lists.</summary>
    public static string Short(DateTime utc) => ParisTime.FromUtc(utc).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>« 29/11/2018 10:00:05 », for lists of events.</summary>
    public static string Precise(DateTime utc) => ParisTime.FromUtc(utc).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string HourLocal(DateTime local) => local.ToString("H'\u00A0h\u00A0'mm", Culture);

    /// <summary>The first of a month is « 1er », the other days are plain numbers.</summary>
    private static string Date(DateTime local, string weekday) =>
        local.ToString(local.Day == 1 ? $"{weekday}'1er' MMMM yyyy" : $"{weekday}d MMMM yyyy", Culture);
}
