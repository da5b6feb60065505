using System.Globalization;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

internal static class FrenchRegions
{
    /// <summary>« La Réunion » of RE; a code that no country has stays as it is.</summary>
    public static string NameOf(string region)
    {
        if (region == "FR")
            return "France métropolitaine";

        // The runtime names a country in its own language, but French as spoken there in French: « français (Belgique) ».
        var language = CultureInfo.GetCultureInfo($"fr-{region}").NativeName;
        return language.IndexOf('(', StringComparison.Ordinal) is > 0 and var start ? language[(start + 1)..].TrimEnd(')') : region;
    }
}
