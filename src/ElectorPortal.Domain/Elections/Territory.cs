namespace ElectorPortal.Domain.Elections;

/// <summary>A territory outside metropolitan France, for the page of voting hours.</summary>
/// <param name="Name">In French.</param>
/// <param name="Genitive">The name after « heure »: « de la Guadeloupe ».</param>
/// <param name="TimeZoneId">IANA zone.</param>
public sealed record Territory(string Name, string Genitive, string TimeZoneId)
{
    /// <summary>Every territory that took part in 2018, in the order of their distance from Paris time.</summary>
    public static IReadOnlyList<Territory> All { get; } =
    [
        new("Guadeloupe", "de la Guadeloupe", "America/Guadeloupe"),
        new("Martinique", "de la Martinique", "America/Martinique"),
        new("Guyane", "de la Guyane", "America/Cayenne"),
        new("Saint-Pierre-et-Miquelon", "de Saint-Pierre-et-Miquelon", "America/Miquelon"),
        new("Mayotte", "de Mayotte", "Indian/Mayotte"),
        new("La Réunion", "de La Réunion", "Indian/Reunion"),
        new("Nouvelle-Calédonie", "de la Nouvelle-Calédonie", "Pacific/Noumea"),
        new("Wallis-et-Futuna", "de Wallis-et-Futuna", "Pacific/Wallis"),
        new("Polynésie française", "de la Polynésie française", "Pacific/Tahiti"),
    ];

    /// <summary>The first territory whose clocks are those; null for Paris time, and for a zone that no territory has.</summary>
    public static Territory? OfZone(string? timeZoneId) => All.FirstOrDefault(territory => territory.TimeZoneId == timeZoneId);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);

    public DateTime LocalTime(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);

    /// <summary>How many hours local clocks are ahead of Paris at that instant; negative where they are behind.</summary>
    public double HoursFromParis(DateTime utc) => (Zone.GetUtcOffset(utc) - ParisTime.Zone.GetUtcOffset(utc)).TotalHours;
}
