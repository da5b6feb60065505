using System.Diagnostics;
using System.Net;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Npgsql;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>The database goes away in the middle of a request, or takes no more writes: rows C10 and C11 of the crash matrix.</summary>
[Collection(Processes.Name)]
public sealed class LostDatabaseTests(CrashSites sites) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory]
    [InlineData(nameof(Cut.Before))]
    [InlineData(nameof(Cut.After))]
    public async Task C10_where_the_connection_is_lost_at_the_commit_the_form_key_tells_what_happened(string side)
    {
        SkipWithoutPostgreSql();
        var site = await sites.GetAsync(Database.PostgreSql);
        var direct = new NpgsqlConnectionStringBuilder(site.Aside.OwnDatabase.ConnectionString);
        var cuts = 0;
        await using var relay = new TcpRelay(direct.Port)
        {
            Watch = piece => IsRequest(piece) && Interlocked.Increment(ref cuts) == 1 ? Enum.Parse<Cut>(side) : Cut.No,
        };
        direct.Port = relay.Port;
        var portal = await site.AddPortalAsync(("ConnectionStrings:Portal", direct.ConnectionString));
        var visitor = await site.VisitAsync(await site.Aside.Electors.AddActiveAsync(), portal);
        var form = await visitor.OpenFormAsync();

        var answer = await form.PressAsync("Valider");
        Assert.True(cuts > 0, "No commit of a request was seen.");
        if (answer.Location is null)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        await visitor.AskAgainAsync(form);
        await site.QuietAsync();

        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
        await site.RemovePortalAsync(portal);
    }

    [Fact]
    [Trait("ASVS", "16.5.3")]
    public async Task C11_a_database_that_is_read_only_is_answered_by_a_clear_page_and_costs_no_request()
    {
        SkipWithoutPostgreSql();
        var site = await sites.GetAsync(Database.PostgreSql);
        var visitor = await site.VisitAsync();
        var form = await visitor.OpenFormAsync();

        await SetReadOnlyAsync(site, "on");
        var refused = await form.PressAsync("Valider");
        await SetReadOnlyAsync(site, "off");

        await AssertNothingHappenedAsync(site, visitor);
        await visitor.AskAgainAsync(form);
        await site.QuietAsync();
        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        AssertUnavailable(refused);
    }

    [Fact]
    public async Task C11_a_disk_that_is_full_is_answered_by_a_clear_page_and_costs_no_request()
    {
        var site = await sites.GetAsync(Database.Sqlite);
        var visitor = await site.VisitAsync();
        var form = await visitor.OpenFormAsync();

        await LimitFilesAsync(site.Portal, "0");
        var refused = await form.PressAsync("Valider");
        await LimitFilesAsync(site.Portal, "unlimited");

        await AssertNothingHappenedAsync(site, visitor);
        await visitor.AskAgainAsync(form);
        await site.QuietAsync();
        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        AssertUnavailable(refused);
    }

    private static bool IsRequest(RelayedPiece piece) =>
        piece.IsCommit && piece.Transaction.Contains("INSERT INTO \"ReassortRequests\"", StringComparison.Ordinal);

    private static void SkipWithoutPostgreSql()
    {
        var why = TestDatabase.WhyAbsent(Database.PostgreSql);
        Assert.SkipWhen(why is not null, why ?? "");
    }

    private static async Task AssertNothingHappenedAsync(CrashSite site, Visitor visitor)
    {
        Assert.Equal(Tally.Nothing, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
    }

    private static void AssertUnavailable(TestPage refused)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotEmpty(refused.Heading);
    }

    /// <summary>For new sessions; the present ones end.</summary>
    private static async Task SetReadOnlyAsync(CrashSite site, string state)
    {
        var server = (await PostgreSqlServer.GetAsync())!;
        var name = new NpgsqlConnectionStringBuilder(site.Aside.OwnDatabase.ConnectionString).Database;
        await server.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = {state}");
        await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>No file of the portal may grow: what a full disk does, without the right to fill one.</summary>
    private static async Task LimitFilesAsync(PortalProcess portal, string size)
    {
        using var prlimit = Process.Start("prlimit", [$"--pid={portal.Id}", $"--fsize={size}:unlimited"]);
        await prlimit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, prlimit.ExitCode);
    }
}
