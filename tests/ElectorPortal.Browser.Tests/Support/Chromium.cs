using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ElectorPortal.Browser.Tests.Support.Chromium))]
[assembly: AssemblyFixture(typeof(ElectorPortal.Browser.Tests.Support.PortalSite))]

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>
/// One Chromium for the whole run. Where it is not installed the tests show as skipped; in CI they fail.
/// <c>PORTAL_TEST_CHROMIUM</c> says where it is, if elsewhere than on Debian.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Milliseconds. Generous: the machine may be building something else meanwhile.</summary>
    private const int Patience = 30_000;

    private static readonly string Executable = Environment.GetEnvironmentVariable("PORTAL_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                throw new InvalidOperationException($"{Executable} is not installed.");
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Headless = true,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP portail.test 127.0.0.1",
            ],
        });
    }

    /// <summary>A browser window with cookies and a cache of its own.</summary>
    public Task<IBrowserContext> OpenAsync(PortalSite site, bool javaScript = true) => OpenAsync(site.Address, javaScript);

    /// <param name="address">Of a portal, or of a proxy with a certificate that nobody vouches for.</param>
    public async Task<IBrowserContext> OpenAsync(string address, bool javaScript = true)
    {
        if (browser is null)
            Assert.Skip($"{Executable} is not installed.");

        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            IgnoreHTTPSErrors = true,
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            JavaScriptEnabled = javaScript,
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
