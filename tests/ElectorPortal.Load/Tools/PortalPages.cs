using System.Text.RegularExpressions;

namespace ElectorPortal.Load.Tools;

/// <summary>Pages as the portal serves them, made into what its peers serve: what differs from visitor to visitor stands there as <c>{{token}}</c> and <c>{{name}}</c>.</summary>
internal static partial class PortalPages
{
    /// <param name="browser">Of the portal.</param>
    /// <param name="name">As that page says it to whom it is shown; null where it says none.</param>
    /// <exception cref="InvalidOperationException">The page has no token or does not say that name.</exception>
    public static async Task<string> TemplateAsync(HttpClient browser, string path, string? name = null)
    {
        var page = await browser.GetStringAsync(path);
        var template = Token().Replace(page, "$1{{token}}\"");
        if (template == page)
            throw new InvalidOperationException($"{path} has no token.");
        if (name is null)
            return template;

        var written = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(name);
        return template.Contains(written, StringComparison.Ordinal)
            ? template.Replace(written, "{{name}}", StringComparison.Ordinal)
            : throw new InvalidOperationException($"{path} does not say « {written} ».");
    }

    [GeneratedRegex("(name=\"__RequestVerificationToken\" type=\"hidden\" value=\")[^\"]*\"")]
    private static partial Regex Token();
}
