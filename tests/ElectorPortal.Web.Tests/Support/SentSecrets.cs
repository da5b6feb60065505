using System.Text.RegularExpressions;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>What messages carry and nobody else may keep in clear: the tokens of their links, and voter identifiers.</summary>
internal static partial class SentSecrets
{
    public static IEnumerable<string> In(IEnumerable<string> texts) => texts
        .SelectMany(text => Token().Matches(text).Concat(Identifier().Matches(text)))
        .Select(match => match.Value)
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<=token=)[\w-]{20,}")]
    private static partial Regex Token();

    [GeneratedRegex("(?<=vote: )[2-9A-HJKMNP-Z]{12}")]
    private static partial Regex Identifier();
}
