using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Features.Shared;

internal static class FrenchWindow
{
    /// <summary>« du jeudi 29 novembre 2018 à 10 h 00 au jeudi 6 décembre 2018 à 17 h 00 (heure de Paris) », or what is known of it.</summary>
    public static string Say(Window window) => window switch
    {
        { Opens: { } opens, Closes: { } closes } => $"du {FrenchDates.Full(opens)} au {FrenchDates.Full(closes)} (heure de Paris)",
        { Opens: { } opens } => $"à partir du {FrenchDates.Full(opens)} (heure de Paris)",
        { Closes: { } closes } => $"jusqu'au {FrenchDates.Full(closes)} (heure de Paris)",
        _ => "à tout moment",
    };

    /// <summary>The same window on the clocks of a territory: « à votre heure, du ... au ... (heure de La Réunion) »; null where nothing is dated.</summary>
    public static string? SayLocal(Window window, Territory territory)
    {
        string At(DateTime utc) => FrenchDates.FullLocal(territory.LocalTime(utc));
        var text = window switch
        {
            { Opens: { } opens, Closes: { } closes } => $"du {At(opens)} au {At(closes)}",
            { Opens: { } opens } => $"à partir du {At(opens)}",
            { Closes: { } closes } => $"jusqu'au {At(closes)}",
            _ => null,
        };
        return text is null ? null : $"à votre heure, {text} (heure {territory.Genitive})";
    }

    /// <summary>The short form of the first page: « à partir du 11/10/2018 10:00 ».</summary>
    public static string SayOpening(Window window) =>
        window.Opens is { } opens ? $"à partir du {FrenchDates.Short(opens)}" : "à tout moment";
}
