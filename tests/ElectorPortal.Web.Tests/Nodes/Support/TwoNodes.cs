using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Nodes.Support;

/// <summary>Two portals as processes of their own on one PostgreSQL, behind the proxy as it is shipped; mails and SMS leave over the wire.</summary>
internal sealed partial class TwoNodes : IAsyncDisposable
{
    private TwoNodes(CrashSite site, NginxProxy proxy)
    {
        Site = site;
        Proxy = proxy;
    }

    public CrashSite Site { get; }

    public NginxProxy Proxy { get; }

    public PortalProcess First => Site.Portals[0];

    public PortalProcess Second => Site.Portals[1];

    /// <summary>Where they listen, in ascending order.</summary>
    public IEnumerable<int> Ports => Site.Portals.Select(node => node.Address.Port).Order();

    /// <param name="secondOnly">What the second node is told and the first is not.</param>
    public static async Task<TwoNodes> StartAsync(Func<CrashSite, (string Key, string? Value)[]>? secondOnly = null)
    {
        var why = TestDatabase.WhyAbsent(Database.PostgreSql);
        Assert.SkipWhen(why is not null, why ?? "");
        var site = await CrashSite.StartAsync(Database.PostgreSql, 0, ("Proxy:KnownProxies", "127.0.0.1"));
        await site.AddPortalAsync(FreePorts.Next());
        await site.AddPortalAsync(FreePorts.Next(), secondOnly?.Invoke(site) ?? []);
        return new TwoNodes(site, await NginxProxy.StartAsync(site.Portals[0].Address, site.Portals[1].Address));
    }

    /// <summary>The nodes that answered for that path lately, in turn, by port.</summary>
    public IEnumerable<int> AnsweredBy(string path) =>
        from Match line in Line().Matches(Proxy.EndOfAccessLog)
        where line.Groups[1].Value == path
        select int.Parse(line.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Returns once the proxy passes requests to both: it leaves one alone for two seconds after a failure.</summary>
    public async Task BothAnswerAsync()
    {
        var browser = Proxy.NewBrowser();
        // The first line may still be of an earlier time: nginx writes it after its answer.
        List<int> seen = [];
        await Patience.UntilAsync("the proxy has both", async () =>
        {
            var status = (await browser.GetAsync("/health/live")).Status;
            seen.Add(AnsweredBy("/health/live").LastOrDefault());
            return status == HttpStatusCode.OK && seen.Count > 2 && Ports.SequenceEqual(seen.TakeLast(2).Order());
        });
    }

    /// <summary>What the proxy's cache did for that path, in turn: MISS, HIT, BYPASS, or - where it was not asked.</summary>
    public IEnumerable<string> CacheOf(string path) =>
        from line in Proxy.EndOfAccessLog.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        where line.Contains($"\"GET {path}\"", StringComparison.Ordinal)
        select line.Split(' ')[^1];

    /// <summary>A person in front of the proxy who has signed in.</summary>
    public async Task<(TestElector Person, TestBrowser Browser)> SignInAsync()
    {
        var person = await Site.Aside.Electors.AddActiveAsync();
        var browser = Proxy.NewBrowser();
        await TestElectors.SignInAsync(browser, person);
        return (person, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <summary>The last of several addresses is the node whose answer was passed on.</summary>
    [GeneratedRegex("""
        "[A-Z]+ (\S+)" \d+ \d+ \S+ (?:\S+, )*127\.0\.0\.1:(\d+) \S+$
        """, RegexOptions.Multiline)]
    private static partial Regex Line();
}
