using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>
/// Pictures of the pages, for people to look at: <c>PORTAL_TEST_PICTURES</c> names the folder that gets them. Without it none is taken.
/// </summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_TEST_PICTURES");
    private static readonly (int Width, ColorScheme Scheme)[] Looks =
        [(1280, ColorScheme.Light), (768, ColorScheme.Light), (375, ColorScheme.Light), (1280, ColorScheme.Dark), (375, ColorScheme.Dark)];

    public static async Task TakeAsync(Visitor visitor, string state)
    {
        if (string.IsNullOrEmpty(Folder))
            return;

        var name = string.Concat(state.Trim('/').Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')) is { Length: > 0 } plain ? plain : "home";
        foreach (var (width, scheme) in Looks)
        {
            await visitor.PreferAsync(scheme);
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(Folder, $"{name}-{width}-{scheme}.png") });
        }

        await visitor.PreferAsync(ColorScheme.Light);
    }
}
