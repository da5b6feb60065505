using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>
/// Notes what a portal asks of its database, and asks the database how it goes about it. PostgreSQL is told that it may neither scan nor
/// sort where an index will do: on a few rows it would not care, and what it then still scans or sorts, it always will.
/// </summary>
public sealed class QueryPlans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly TestDatabase database;
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<(string Text, List<DbParameter> Parameters)> commands = [];

    /// <param name="app">
    /// Not used yet: a context that finds nobody listening does not look again for a second, and is used again for other requests.
    /// </param>
    public QueryPlans(PortalApp app)
    {
        database = app.OwnDatabase;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Leaves out what was asked so far.</summary>
    public void Forget()
    {
        lock (commands)
            commands.Clear();
    }

    /// <summary>The plan of each SELECT whose text holds all these parts; at least one there must be. SQL Server is not asked for any.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(params string[] parts)
    {
        if (database.Provider == Database.SqlServer)
            return [];

        List<string> plans = [];
        foreach (var (text, parameters) in commands.Where(command => IsAbout(command.Text, parts)))
            plans.Add(await ExplainAsync(text, parameters));
        Assert.NotEmpty(plans);
        return plans;
    }

    /// <summary>Fails where a plan reads the table, or one of its indexes, from one end to the other.</summary>
    public async Task AssertLooksUpAsync(string table, params string[] parts)
    {
        foreach (var plan in await OfAsync([$"\"{table}\" AS", .. parts]))
        {
            Assert.DoesNotMatch(ScanOf(table, plan, "( USING .*)?$"), plan);
            Assert.DoesNotMatch($@"Index (Only )?Scan (Backward )?using \S+ on ""{table}"".*\n(?!\s+Index Cond)", plan);
        }
    }

    /// <summary>As <see cref="AssertLooksUpAsync"/>, for a page of a list: an index read from its beginning until the page is full is no scan.</summary>
    public async Task AssertReadsFromIndexesAsync(string table, params string[] parts)
    {
        foreach (var plan in await OfAsync([$"\"{table}\" AS", .. parts]))
            Assert.DoesNotMatch(ScanOf(table, plan, "$"), plan);
    }

    /// <summary>Fails where a plan sorts: the index gives the rows in their order.</summary>
    public async Task AssertSortsNothingAsync(params string[] parts)
    {
        foreach (var plan in await OfAsync(parts))
        {
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: { } command } || !IsOwn(command.Connection!))
            return;

        lock (commands)
            commands.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Copy)]));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    /// <summary>SQLite names a table by its alias.</summary>
    private static string ScanOf(string table, string plan, string sqliteEnd)
    {
        var aliases = Regex.Matches(plan, $"\"{table}\" AS \"(\\w+)\"").Select(alias => alias.Groups[1].Value);
        return $@"(?m)^SCAN ({string.Join('|', aliases)}){sqliteEnd}|Seq Scan on ""{table}""";
    }

    private static bool IsAbout(string text, string[] parts) =>
        text.StartsWith("SELECT", StringComparison.Ordinal) && parts.All(part => text.Contains(part, StringComparison.Ordinal));

    /// <summary>Other tests' portals are heard, too.</summary>
    private bool IsOwn(DbConnection connection) => (database.Provider, connection) switch
    {
        (Database.Sqlite, SqliteConnection sqlite) => sqlite.DataSource == new SqliteConnectionStringBuilder(database.ConnectionString).DataSource,
        (Database.PostgreSql, NpgsqlConnection postgres) => postgres.Database == new NpgsqlConnectionStringBuilder(database.ConnectionString).Database,
        _ => false,
    };

    private static DbParameter Copy(DbParameter parameter) => parameter switch
    {
        NpgsqlParameter postgres => postgres.Clone(),
        _ => new SqliteParameter(parameter.ParameterName, parameter.Value ?? DBNull.Value),
    };

    private async Task<string> ExplainAsync(string text, List<DbParameter> parameters)
    {
        await using DbConnection connection = database.Provider == Database.Sqlite
            ? new SqliteConnection(database.ConnectionString)
            : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        if (database.Provider == Database.PostgreSql)
        {
            command.CommandText = "SET enable_seqscan = off; SET enable_sort = off; SET enable_incremental_sort = on";
            await command.ExecuteNonQueryAsync();
        }

        command.CommandText = $"{(database.Provider == Database.Sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN")} {text}";
        foreach (var parameter in parameters)
            command.Parameters.Add(Copy(parameter));
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string> { text };
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }
}
