using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class AddedRows
{
    /// <summary>What writes rows of one kind: a list for each column. It answers with the keys that the database gives them, in their order.</summary>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The names are the model's.")]
    public static NpgsqlBatchCommand Insert(List<IUpdateEntry> rows)
    {
        var table = BulkTable.Of(rows[0].Context, rows[0].EntityType);
        var insert = new NpgsqlBatchCommand();
        foreach (var column in table.Given)
            insert.Parameters.Add(GivenRows.Column(column, [.. rows.Select(row => row.GetCurrentValue(column.Property))]));
        insert.CommandText =
            $"""
            INSERT INTO {table.Name} ({string.Join(", ", table.Given.Select(column => column.Name))})
            SELECT {GivenRows.Names(table.Given.Count)} FROM {GivenRows.From(table.Given.Count)}
            """;
        if (table.GeneratedKey is { } key)
            insert.CommandText += $" ORDER BY {GivenRows.Place} RETURNING {key.Name}";
        return insert;
    }

    /// <summary>Reads the keys that the database gave rows, where it does; what answers then stands before the next answer.</summary>
    public static async Task TakeKeysAsync(DbDataReader answer, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        if (BulkTable.Of(rows[0].Context, rows[0].EntityType).GeneratedKey is not { Property: var key })
            return;

        foreach (var row in rows)
        {
            await answer.ReadAsync(cancellation);
            row.SetStoreGeneratedValue(key, key.ClrType == typeof(int) ? answer.GetInt32(0) : answer.GetInt64(0));
        }

        await answer.NextResultAsync(cancellation);
    }
}
