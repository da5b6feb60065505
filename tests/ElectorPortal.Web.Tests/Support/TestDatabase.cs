using System.Reflection;
using ElectorPortal.Web.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;
using Xunit.v3;

namespace ElectorPortal.Web.Tests.Support;

public enum Database
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>
/// Runs a test on each database. One that this machine does not have shows as skipped; in CI, a missing PostgreSQL is a failure.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDatabaseAttribute : DataAttribute
{
    /// <summary>For what needs several portals at once: all but SQLite.</summary>
    public bool ServersOnly { get; set; }

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [.. Enum.GetValues<Database>().Skip(ServersOnly ? 1 : 0).Select(database => new TheoryDataRow(database) { Skip = TestDatabase.WhyAbsent(database) })]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>An empty, migrated database of a test's own, copied from a template made once per run.</summary>
public sealed partial class TestDatabase : IAsyncDisposable
{
    private const string SqlServerVariable = "PORTAL_TEST_SQLSERVER";

    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task> PostgreSqlTemplate = new(MakePostgreSqlTemplateAsync);
    private static int counter;

    private readonly Func<Task> drop;

    private TestDatabase(Database provider, string connectionString, Func<Task> drop)
    {
        Provider = provider;
        ConnectionString = connectionString;
        this.drop = drop;
    }

    public Database Provider { get; }

    public string ConnectionString { get; }

    public static string? WhyAbsent(Database database) => database switch
    {
        Database.PostgreSql when !PostgreSqlServer.IsInstalled && Environment.GetEnvironmentVariable("CI") != "true" =>
            "PostgreSQL is not installed.",
        Database.SqlServer when Environment.GetEnvironmentVariable(SqlServerVariable) is null => $"{SqlServerVariable} is not set.",
        _ => null,
    };

    public static Task<TestDatabase> CreateAsync(Database database) => database switch
    {
        Database.Sqlite => CreateSqliteAsync(),
        Database.PostgreSql => CreatePostgreSqlAsync(),
        _ => CreateSqlServerAsync(),
    };

    public async ValueTask DisposeAsync() => await drop();

    private static string NextName() => $"portal_{Environment.ProcessId}_{Interlocked.Increment(ref counter)}";

    private static async Task<TestDatabase> CreateSqliteAsync()
    {
        var file = NextFile();
        File.Copy(await SqliteTemplate.Value, file, overwrite: true);
        return OfFile(file);
    }

    private static string NextFile() => Path.Combine(Path.GetTempPath(), NextName() + ".db");

    private static TestDatabase OfFile(string file)
    {
        var connection = $"Data Source={file}";
        return new TestDatabase(Database.Sqlite, connection, () =>
        {
            SqliteConnection.ClearPool(new SqliteConnection(connection));
            foreach (var suffix in new[] { "", "-wal", "-shm" })
                File.Delete(file + suffix);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreatePostgreSqlAsync()
    {
        var server = await PostgreSqlServer.GetAsync() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        await PostgreSqlTemplate.Value;
        var name = NextName();
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE portal_template");
        return OfServer(server, name);
    }

    private static TestDatabase OfServer(PostgreSqlServer server, string name) => new(Database.PostgreSql, server.ConnectionString(name), async () =>
    {
        Npgsql.NpgsqlConnection.ClearPool(new Npgsql.NpgsqlConnection(server.ConnectionString(name)));
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    });

    private static async Task<TestDatabase> CreateSqlServerAsync()
    {
        var connection = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(SqlServerVariable)!)
        {
            InitialCatalog = NextName(),
        };
        var options = new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer(connection.ConnectionString).Options;
        await using var db = new SqlServerPortalDbContext(options);
        await MigrateAsync(db);
        return new TestDatabase(Database.SqlServer, connection.ConnectionString, async () =>
        {
            await using var last = new SqlServerPortalDbContext(options);
            await last.Database.EnsureDeletedAsync();
        });
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"portal_{Environment.ProcessId}_template.db");
        File.Delete(file);
        var connection = $"Data Source={file};Pooling=false";
        await using (var db = new SqlitePortalDbContext(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(connection).Options))
            await MigrateAsync(db);

        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    }

    private static async Task MakePostgreSqlTemplateAsync()
    {
        var server = (await PostgreSqlServer.GetAsync())!;
        var connection = server.ConnectionString("portal_template") + ";Pooling=false";
        await using var db = new PostgreSqlPortalDbContext(
            new DbContextOptionsBuilder<PostgreSqlPortalDbContext>().UseNpgsql(connection).Options);
        await MigrateAsync(db);
    }

    private static async Task MigrateAsync(PortalDbContext db) => await new DatabasePreparation(db).MigrateAsync();
}
