using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>On a slow line the page is read before its script comes, or the script never does.</summary>
public sealed class LateScriptTests(Chromium chromium, PortalSite site)
{
    private const string Painted = "() => performance.getEntriesByName('first-contentful-paint').length > 0";

    [Theory]
    [InlineData("/")]
    [InlineData("/helpdesk/connexion")]
    public async Task What_is_read_does_not_move_when_the_script_comes(string path)
    {
        await using var window = await chromium.OpenAsync(site);
        var page = await OpenNarrowAsync(window);
        await LayoutShifts.WatchAsync(page);
        var painted = new TaskCompletionSource();
        await page.RouteAsync("**/*.js", async route =>
        {
            await painted.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync(Painted);
        painted.SetResult();
        await page.WaitForFunctionAsync("() => document.documentElement.hasAttribute('data-fr-js')");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal(0, await LayoutShifts.SumAsync(page), 0.001);
    }

    [Fact]
    public async Task Where_the_script_never_comes_the_links_of_its_menu_come_into_sight()
    {
        await using var window = await chromium.OpenAsync(site);
        var page = await OpenNarrowAsync(window);
        await page.RouteAsync("**/*.js", route => route.AbortAsync());

        await page.GotoAsync("/");

        await Assertions.Expect(page.Locator("header").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Aide" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#menu-bouton")).ToBeHiddenAsync();
    }

    private static async Task<IPage> OpenNarrowAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.SetViewportSizeAsync(375, 812);
        return page;
    }
}
