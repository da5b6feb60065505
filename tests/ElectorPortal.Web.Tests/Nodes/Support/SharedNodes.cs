namespace ElectorPortal.Web.Tests.Nodes.Support;

/// <summary>Two nodes for all the tests that leave both alive, since to start them is what takes time. After a test that failed, the next one gets new ones.</summary>
public sealed class SharedNodes : IAsyncDisposable
{
    private TwoNodes? nodes;

    internal async Task<TwoNodes> GetAsync() => nodes ??= await TwoNodes.StartAsync();

    internal async Task LeaveAsync()
    {
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
            return;

        TestContext.Current.TestOutputHelper?.WriteLine(nodes?.Site.Logs ?? "");
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (nodes is not null)
            await nodes.DisposeAsync();
        nodes = null;
    }
}
