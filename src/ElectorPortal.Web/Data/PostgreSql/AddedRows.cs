using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class AddedRows
{
    /// <summary>Writes rows of one kind by COPY; they know their keys afterwards.</summary>
    public static async Task CopyAsync(NpgsqlConnection connection, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        var table = new BulkTable(rows[0].Context, rows[0].EntityType);
        if (table.Columns.SingleOrDefault(column => column.IsGenerated) is { } key)
            await DrawKeysAsync(connection, table, key, rows, cancellation);

        await RowCopy.RunAsync(
            connection, table.Name, table.Columns, rows, (column, row) => column.Stored(row.GetCurrentValue(column.Property)), cancellation);
    }

    /// <summary>Before, since COPY does not tell which numbers the rows were given.</summary>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The names are the model's.")]
    private static async Task DrawKeysAsync(
        NpgsqlConnection connection, BulkTable table, BulkColumn key, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        await using var draw = connection.CreateCommand();
        draw.CommandText = $"SELECT nextval(pg_get_serial_sequence('{table.Name}', '{key.Property.GetColumnName()}')) FROM generate_series(1, $1)";
        draw.Parameters.Add(new NpgsqlParameter { Value = rows.Count });
        await using var drawn = await draw.ExecuteReaderAsync(cancellation);
        foreach (var row in rows)
        {
            await drawn.ReadAsync(cancellation);
            var number = drawn.GetInt64(0);
            row.SetStoreGeneratedValue(key.Property, key.Property.ClrType == typeof(int) ? (int)number : number);
        }
    }
}
