using System.Data.Common;
using System.Diagnostics;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElectorPortal.Load.Tools;

/// <summary>The floor of an import: the rows that it made, put bare into the same tables with the same indexes, in one transaction.</summary>
internal static class RawLoad
{
    private static readonly string[] Tables = ["Electors", "ElectorAddresses", "Enrolments"];

    public static async Task<TimeSpan> TimeAsync(TestDatabase from, TestDatabase to)
    {
        var start = Stopwatch.GetTimestamp();
        if (from.Provider == Database.Sqlite)
            await InsertAsync(from.ConnectionString, to.ConnectionString);
        else
            await CopyAsync(from.ConnectionString, to.ConnectionString);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>PostgreSQL's own format, from one COPY straight into the other.</summary>
    private static async Task CopyAsync(string from, string to)
    {
        await using var source = new NpgsqlConnection(from);
        await using var target = new NpgsqlConnection(to);
        await source.OpenAsync();
        await target.OpenAsync();
        await using var transaction = await target.BeginTransactionAsync();
        foreach (var table in Tables)
        {
            var columns = string.Join(", ", (await ColumnsAsync(source, table)).Select(column => $"\"{column}\""));
            await using var rows = await source.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({columns}) TO STDOUT (FORMAT BINARY)");
            await using var sink = await target.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({columns}) FROM STDIN (FORMAT BINARY)");
            await rows.CopyToAsync(sink);
        }

        await transaction.CommitAsync();
    }

    /// <summary>One prepared INSERT per table.</summary>
    private static async Task InsertAsync(string from, string to)
    {
        await using var source = new SqliteConnection(from);
        await using var target = new SqliteConnection(to);
        await source.OpenAsync();
        await target.OpenAsync();
        await using var transaction = target.BeginTransaction();
        foreach (var table in Tables)
        {
            var columns = await ColumnsAsync(source, table);
            await using var insert = target.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, index) => $"$p{index}"))})";
            var parameters = columns.Select((_, index) => insert.Parameters.AddWithValue($"$p{index}", DBNull.Value)).ToList();
            await using var read = source.CreateCommand();
            read.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM \"{table}\"";
            await using var rows = await read.ExecuteReaderAsync();
            var values = new object[columns.Count];
            while (rows.Read())
            {
                rows.GetValues(values);
                for (var index = 0; index < values.Length; index++)
                    parameters[index].Value = values[index];
                insert.ExecuteNonQuery();
            }
        }

        await transaction.CommitAsync();
    }

    private static async Task<List<string>> ColumnsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
