using System.Collections.Concurrent;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>Tests that start portals as processes run one after the other, beside no other test.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Processes : ICollectionFixture<CrashSites>, ICollectionFixture<SharedNodes>
{
    public const string Name = "Processes";
}

/// <summary>
/// One site per database for all the tests of the collection, each with electors of its own: to start portals is what takes time. After a test
/// that failed, the next one gets a new site.
/// </summary>
public sealed class CrashSites : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Database, CrashSite> sites = [];

    /// <summary>One portal on SQLite, two on a server.</summary>
    internal async Task<CrashSite> GetAsync(Database database)
    {
        if (!sites.TryGetValue(database, out var site))
            sites[database] = site = await CrashSite.StartAsync(database, database == Database.Sqlite ? 1 : 2);
        site.Twilio.Reply = TwilioReply.Take;
        site.Twilio.ReplyTo = null;
        site.Twilio.SearchReply = null;
        site.Trap.Disarm();
        return site;
    }

    /// <summary>After each test: what a failure left behind would fail the next ones too.</summary>
    internal async Task LeaveAsync()
    {
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
            return;

        foreach (var site in sites.Values)
            TestContext.Current.TestOutputHelper?.WriteLine(site.Logs);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in sites.Values)
            await site.DisposeAsync();
        sites.Clear();
    }
}
