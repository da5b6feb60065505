using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Reassort;

namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Reassort</c>.</summary>
internal sealed class ReassortOptions : ISettings
{
    public static string Section => "Reassort";

    /// <summary>Metropolitan France and the overseas territories; always allowed.</summary>
    public static readonly string[] FrenchRegions =
        ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"];

    public int MaxRequests { get; set; } = new ReassortTerms().MaxRequests;

    public TimeSpan CoolDown { get; set; } = new ReassortTerms().CoolDown;

    /// <summary>Accepted requests of all electors together; 0 is the switch: none is accepted.</summary>
    public int MaxPerHour { get; set; } = 10_000;

    public NumberPolicy NumberPolicy { get; set; }

    /// <summary>Other countries whose mobile numbers are accepted, ISO 3166-1 alpha-2 codes separated by commas: <c>BE,CH,DE</c>.</summary>
    public string AllowedRegions { get; set; } = "";

    public IEnumerable<string> Regions => FrenchRegions.Concat(
        AllowedRegions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public ReassortTerms ToTerms(Election election) => new()
    {
        Window = election.Reassort,
        MaxRequests = MaxRequests,
        CoolDown = CoolDown,
        NumberPolicy = NumberPolicy,
    };

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (MaxRequests is < 1 or > 100)
            yield return "Reassort:MaxRequests doit être compris entre 1 et 100.";
        if (MaxPerHour is < 0 or > 1_000_000)
            yield return "Reassort:MaxPerHour doit être compris entre 0 et 1 000 000.";
        if (CoolDown < TimeSpan.Zero || CoolDown > TimeSpan.FromDays(7))
            yield return "Reassort:CoolDown doit être compris entre 00:00 et 7 jours.";
        if (Regions.Any(region => region is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
            yield return "Reassort:AllowedRegions doit contenir des codes de pays de deux capitales, séparés par des virgules.";
    }
}
