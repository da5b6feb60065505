using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>Counts by hour as tables by hour and by day of Paris, silent ones included.</summary>
internal static class ActivityTables
{
    private const int HoursShown = 48;

    private static readonly IReadOnlyList<FigureColumn> Columns = [new("Espaces ouverts"), new("Demandes d'identifiant")];

    /// <summary>The last 48 hours, the one that runs included.</summary>
    public static FigureTable ByHour(Dictionary<DateTime, int> opened, Dictionary<DateTime, int> asked, DateTime now)
    {
        var current = now.Date.AddHours(now.Hour);
        var hours = Enumerable.Range(1 - HoursShown, HoursShown).Select(back => current.AddHours(back));
        return new FigureTable(FigureKind.Hours, "Heure", Columns, [.. hours.Select(hour => new FigureRow(
            ParisTime.FromUtc(hour).ToString("dd'/'MM HH'\u00A0h'", FrenchDates.Culture),
            [opened.GetValueOrDefault(hour), asked.GetValueOrDefault(hour)]))]);
    }

    /// <summary>From the first day on which anything happened to today.</summary>
    public static FigureTable ByDay(Dictionary<DateTime, int> opened, Dictionary<DateTime, int> asked, DateTime now)
    {
        var (openedByDay, askedByDay) = (Days(opened), Days(asked));
        var today = Day(now);
        var first = openedByDay.Keys.Concat(askedByDay.Keys).DefaultIfEmpty(today).Min();
        var days = Enumerable.Range(0, Math.Max(today.DayNumber - first.DayNumber, 0) + 1).Select(first.AddDays);
        return new FigureTable(FigureKind.Days, "Jour", Columns, [.. days.Select(day => new FigureRow(
            FrenchDates.Day(day), [openedByDay.GetValueOrDefault(day), askedByDay.GetValueOrDefault(day)]))]);
    }

    private static Dictionary<DateOnly, int> Days(Dictionary<DateTime, int> hours) =>
        hours.GroupBy(hour => Day(hour.Key)).ToDictionary(day => day.Key, day => day.Sum(hour => hour.Value));

    private static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(ParisTime.FromUtc(utc));
}
