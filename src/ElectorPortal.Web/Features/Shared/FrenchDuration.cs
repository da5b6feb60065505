namespace ElectorPortal.Web.Features.Shared;

internal static class FrenchDuration
{
    /// <summary>« 45 secondes », « 3 minutes »: rounded up, so that whoever waits that long waits enough.</summary>
    public static string Say(TimeSpan duration) => duration switch
    {
        _ when duration < TimeSpan.FromMinutes(1) => Count((int)Math.Ceiling(duration.TotalSeconds), "seconde"),
        _ when duration < TimeSpan.FromHours(2) => Count((int)Math.Ceiling(duration.TotalMinutes), "minute"),
        _ when duration < TimeSpan.FromDays(2) => Count((int)Math.Ceiling(duration.TotalHours), "heure"),
        _ => Count((int)Math.Ceiling(duration.TotalDays), "jour"),
    };

    /// <summary>« 1 jour », « 2 jours ».</summary>
    public static string Count(int number, string unit) => $"{FrenchNumbers.Count(number)} {unit}{(number > 1 ? "s" : "")}";
}
