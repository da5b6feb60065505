using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Backups, made and restored as the operator's documents say.</summary>
public sealed partial class TestDatabase
{
    /// <summary>While the portal is at work on it.</summary>
    /// <param name="file">Does not exist yet.</param>
    public async Task BackUpAsync(string file)
    {
        if (Provider == Database.Sqlite)
        {
            // What sqlite3 does for .backup.
            await using var source = new SqliteConnection(ConnectionString);
            await using var target = new SqliteConnection($"Data Source={file};Pooling=false");
            await source.OpenAsync();
            await target.OpenAsync();
            source.BackupDatabase(target);
            return;
        }

        await PostgreSqlServer.RunAsync("pg_dump", "--format=custom", $"--file={file}", "--dbname", Address(ConnectionString));
    }

    /// <summary>A database that holds nothing but the backup.</summary>
    public static async Task<TestDatabase> RestoreAsync(Database provider, string file)
    {
        if (provider == Database.Sqlite)
        {
            var copy = NextFile();
            File.Copy(file, copy);
            return OfFile(copy);
        }

        var (server, name) = ((await PostgreSqlServer.GetAsync())!, NextName());
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        await PostgreSqlServer.RunAsync("pg_restore", "--exit-on-error", "--no-owner", "--dbname", Address(server.ConnectionString(name)), file);
        return OfServer(server, name);
    }

    /// <summary>As PostgreSQL's own programs read it.</summary>
    private static string Address(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgresql://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
    }
}
