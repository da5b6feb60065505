using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ElectorPortal.Web.Messaging;

/// <summary>A text that people will read, kept beside its feature: <c>{Name}</c> is replaced by a value, once, never by another text.</summary>
internal static partial class MessageText
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <param name="resource">The file's path within the project, with dots.</param>
    /// <exception cref="KeyNotFoundException">The text asks for a value that was not given.</exception>
    public static string Fill(string resource, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(Texts.GetOrAdd(resource, EmbeddedFile.ReadText), match => values[match.Groups[1].Value]).ReplaceLineEndings("\n").Trim();

    [GeneratedRegex(@"\{([A-Za-z]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
