namespace ElectorPortal.Web.Features.Shared;

internal static class FrenchDuration
{
    /// <summary>« 45 secondes », « 3 minutes »: rounded up, so that whoever waits that long waits enough.</summary>
    public static string Say(TimeSpan duration) => duration < TimeSpan.FromMinutes(1)
        ? Count((int)Math.Ceiling(duration.TotalSeconds), "seconde")
        : Count((int)Math.Ceiling(duration.TotalMinutes), "minute");

    /// <summary>« 1 jour », « 2 jours ».</summary>
    public static string Count(int number, string unit) => $"{number} {unit}{(number > 1 ? "s" : "")}";
}
