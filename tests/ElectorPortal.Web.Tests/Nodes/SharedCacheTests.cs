using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Nodes;

/// <summary>During the opening the proxy answers for the pages that are everybody's, and shows nobody another's.</summary>
[Collection(Processes.Name)]
public sealed class SharedCacheTests(SharedNodes shared) : IAsyncLifetime
{
    private TwoNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await shared.GetAsync();

    public async ValueTask DisposeAsync() => await shared.LeaveAsync();

    [Fact]
    public async Task A_public_page_is_kept_by_the_proxy_for_all_visitors()
    {
        var first = nodes.Proxy.NewBrowser();
        await first.GetAsync("/");
        var page = await first.GetAsync("/aide");

        var second = nodes.Proxy.NewBrowser();
        Assert.Equal(page.Body, (await second.GetAsync("/aide")).Body);

        // The proxy writes its log when it has answered.
        await Patience.UntilAsync("the proxy has answered from what it keeps", () => Kept.Contains(nodes.CacheOf("/aide").Last()));
    }

    [Fact]
    [Trait("ASVS", "14.3.2")]
    public async Task Who_has_signed_in_gets_his_own_page_and_nobody_after_him_does()
    {
        var (_, browser) = await nodes.SignInAsync();
        await nodes.Proxy.NewBrowser().GetAsync("/assistance");

        var own = await browser.GetAsync("/assistance");
        var stranger = await nodes.Proxy.NewBrowser().GetAsync("/assistance");

        Assert.Contains("Se déconnecter", own.Document.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("no-store", own.Answer.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("Se déconnecter", stranger.Body, StringComparison.Ordinal);
        await Patience.UntilAsync("the proxy has passed over what it keeps", () => nodes.CacheOf("/assistance").SkipLast(1).Last() == "BYPASS");
    }

    [Fact]
    public async Task The_first_page_with_its_form_is_never_kept()
    {
        var (first, second) = (nodes.Proxy.NewBrowser(), nodes.Proxy.NewBrowser());

        Assert.NotEqual(TokenOf(await first.GetAsync("/")), TokenOf(await second.GetAsync("/")));
        Assert.DoesNotContain("HIT", nodes.CacheOf("/"));
    }

    /// <summary>Kept, or kept for somewhat too long while another visitor's request renews it.</summary>
    private static readonly string[] Kept = ["HIT", "UPDATING", "STALE"];

    private static string? TokenOf(TestPage page) => page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
}
