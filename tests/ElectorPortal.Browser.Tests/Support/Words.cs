using System.Collections.Concurrent;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>
/// All that the pages say, for people to read again: <c>PORTAL_TEST_WORDS</c> names the folder that gets one file per feature, each page in
/// each of its states in it. Without it none is written.
/// </summary>
internal static class Words
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_TEST_WORDS");

    private static readonly ConcurrentDictionary<string, SortedDictionary<string, string>> Features = new();

    public static async Task WriteAsync(Visitor visitor, string state)
    {
        if (Folder is not { Length: > 0 } folder)
            return;

        var path = new Uri(visitor.Page.Url).AbsolutePath;
        var text = $"## {state}\n\n{path}\n\n**{await visitor.Page.TitleAsync()}**\n\n{await visitor.Page.Locator("main").InnerTextAsync()}\n";
        var feature = FeatureOf(path);
        var pages = Features.GetOrAdd(feature, _ => new SortedDictionary<string, string>(StringComparer.Ordinal));
        lock (pages)
        {
            pages[state] = text;
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{feature}.md"), $"# {feature}\n\n{string.Join('\n', pages.Values)}");
        }
    }

    /// <summary>The part of the address that says which feature it is: that after « portail » or « helpdesk », or the first.</summary>
    private static string FeatureOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => "accueil",
        ["portail" or "helpdesk", var feature, ..] => $"{path.Split('/')[1]}-{feature}",
        [var first, ..] => first,
    };
}
