using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Features.Information;

/// <summary>When the vote opens and closes on the clocks of one place; an end without a date yet is null.</summary>
internal sealed record VotingHours(string Place, LocalHour? Opening, LocalHour? Closing)
{
    /// <summary>False where clocks change between the opening and the closing, in Paris or there.</summary>
    public bool IsGapSteady => Opening is null || Closing is null || Opening.Gap == Closing.Gap;

    /// <summary>Paris first, then the territories; nothing while the vote has no date at all.</summary>
    public static IReadOnlyList<VotingHours> Everywhere(Window voting) =>
        voting is { Opens: null, Closes: null }
            ? []
            :
            [
                new("Paris et toute la métropole", LocalHour.InParis(voting.Opens), LocalHour.InParis(voting.Closes)),
                .. Territory.All.Select(territory => new VotingHours(
                    territory.Name, LocalHour.In(territory, voting.Opens), LocalHour.In(territory, voting.Closes))),
            ];
}

/// <summary>An instant on the clocks of one place, beside those of Paris.</summary>
/// <param name="Time">« jeudi 29 novembre 2018 à 5 h 00 ».</param>
/// <param name="Zone">« heure de la Guadeloupe ».</param>
/// <param name="Gap">How far local clocks are ahead of Paris at that instant; negative where they are behind.</param>
/// <param name="DaysFromParis">-1 where it is still the day before, 1 where it is already the day after.</param>
internal sealed record LocalHour(string Time, string Zone, TimeSpan Gap, int DaysFromParis)
{
    public string GapText => Gap == TimeSpan.Zero
        ? "même heure qu'à Paris"
        : $"{Length(Gap.Duration())} de {(Gap < TimeSpan.Zero ? "moins" : "plus")} qu'à Paris";

    public string? DayText => DaysFromParis switch
    {
        0 => null,
        < 0 => "un jour plus tôt qu'à Paris",
        _ => "un jour plus tard qu'à Paris",
    };

    public static LocalHour? InParis(DateTime? utc) =>
        utc is { } instant ? new LocalHour(FrenchDates.Full(instant), "heure de Paris", TimeSpan.Zero, 0) : null;

    public static LocalHour? In(Territory territory, DateTime? utc)
    {
        if (utc is not { } instant)
            return null;

        var local = territory.LocalTime(instant);
        return new LocalHour(
            FrenchDates.FullLocal(local),
            $"heure {territory.Genitive}",
            TimeSpan.FromHours(territory.HoursFromParis(instant)),
            (local.Date - ParisTime.FromUtc(instant).Date).Days);
    }

    private static string Length(TimeSpan gap) =>
        $"{(int)gap.TotalHours} {(gap.TotalHours < 2 ? "heure" : "heures")}{(gap.Minutes == 0 ? "" : $" {gap.Minutes}")}";
}
