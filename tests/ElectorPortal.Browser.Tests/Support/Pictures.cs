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
        if (Folder is not { Length: > 0 } folder)
            return;

        var name = string.Concat(state.Trim('/').Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')) is { Length: > 0 } plain ? plain : "home";
        foreach (var (width, scheme) in Looks)
        {
            await visitor.PreferAsync(scheme);
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await TakeAsync($"{width}-{scheme}");
        }

        await visitor.PreferAsync(ColorScheme.Light);
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        await TakeAsync("forced-colours");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.None, Media = Media.Print });
        await TakeAsync("print");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });

        Task TakeAsync(string look) => visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"{name}-{look}.png") });
    }
}
