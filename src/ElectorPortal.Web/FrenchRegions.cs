using System.Globalization;

namespace ElectorPortal.Web;

/// <summary>Countries and overseas territories by their ISO 3166-1 alpha-2 codes, as people call them.</summary>
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
