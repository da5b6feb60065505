using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Data;

/// <summary>PostgreSQL plans for tables as it last saw them: it must see those that a crowd fills.</summary>
public sealed class GrownTablesTests : IAsyncLifetime
{
    private const int Unseen = -1;
    private const int Some = 2000;

    private PortalApp app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await PortalApp.StartAsync(Database.PostgreSql);
        // The server's own look must not come first.
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Journal" SET (autovacuum_enabled = false)""", Cancellation));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_table_is_looked_at_once_it_has_grown_to_more_than_twice_what_was_seen()
    {
        await FillAsync(Some);
        Assert.Equal(Unseen, await SeenAsync());
        await LookAsync();
        Assert.Equal(Some, await SeenAsync());

        await FillAsync(Some);
        await LookAsync();
        Assert.Equal(Some, await SeenAsync());

        await FillAsync(Some);
        await LookAsync();
        Assert.Equal(3 * Some, await SeenAsync());
    }

    [Fact]
    public async Task A_small_table_is_left_alone()
    {
        await FillAsync(100);
        await LookAsync();
        Assert.Equal(Unseen, await SeenAsync());
    }

    [Fact]
    public async Task The_portal_looks_by_itself()
    {
        await FillAsync(Some);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        await Patience.UntilAsync("the journal is looked at", async () => await SeenAsync() == Some);
    }

    private Task<int> FillAsync(int rows) => app.WithDbAsync(db => db.Database.ExecuteSqlAsync(
        $"""INSERT INTO "Journal" ("At", "Kind", "Outcome") SELECT now(), 'Message', 'Done' FROM generate_series(1, {rows})""", Cancellation));

    private Task<int> LookAsync() => app.WithDbAsync(db => db.Database.ExecuteSqlAsync($"SELECT look_at_grown_tables()", Cancellation));

    /// <returns>As many rows as PostgreSQL believes to be there.</returns>
    private Task<int> SeenAsync() => app.WithDbAsync(db => db.Database.SqlQuery<int>(
        $"""SELECT reltuples::int AS "Value" FROM pg_class WHERE oid = '"Journal"'::regclass""").SingleAsync(Cancellation));
}
