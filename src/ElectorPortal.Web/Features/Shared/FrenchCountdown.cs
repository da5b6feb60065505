using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Features.Shared;

internal static class FrenchCountdown
{
    /// <summary>« Clôture du vote dans 2 jours », « Ouverture du vote dans 5 heures et 12 minutes »; null where there is nothing to count.</summary>
    public static string? Say(Window voting, DateTime now) => Countdown.At(voting, now) switch
    {
        null => null,
        { State: WindowState.After } => "Le vote est clos.",
        { } left => $"{(left.State == WindowState.Before ? "Ouverture" : "Clôture")} du vote {Left(left)}",
    };

    private static string Left(Countdown left) => left switch
    {
        { Days: > 0 } => $"dans {FrenchDuration.Count(left.Days, "jour")}",
        { Hours: 0, Minutes: 0 } => "dans moins d'une minute",
        { Hours: 0 } => $"dans {FrenchDuration.Count(left.Minutes, "minute")}",
        { Minutes: 0 } => $"dans {FrenchDuration.Count(left.Hours, "heure")}",
        _ => $"dans {FrenchDuration.Count(left.Hours, "heure")} et {FrenchDuration.Count(left.Minutes, "minute")}",
    };
}
