using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class AddedRows
{
    /// <summary>Writes rows of one kind by COPY; they know their keys afterwards.</summary>
    public static async Task CopyAsync(NpgsqlConnection connection, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        var kind = rows[0].EntityType;
        var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
        List<StoredColumn> columns = [.. kind.GetFlattenedProperties().Select(property => StoredColumn.Of(property, table))];
        if (columns.Find(column => column.Property.ValueGenerated == ValueGenerated.OnAdd) is { } key)
            await DrawKeysAsync(connection, table, key, rows, cancellation);

        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                if (column.Stored(row.GetCurrentValue(column.Property)) is { } value)
                    await writer.WriteAsync(value, column.Type, cancellation);
                else
                    await writer.WriteNullAsync(cancellation);
            }
        }

        await writer.CompleteAsync(cancellation);
    }

    /// <summary>Before, since COPY does not tell which numbers the rows were given.</summary>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The names are the model's.")]
    private static async Task DrawKeysAsync(
        NpgsqlConnection connection, StoreObjectIdentifier table, StoredColumn key, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        await using var draw = connection.CreateCommand();
        draw.CommandText = $"SELECT nextval(pg_get_serial_sequence('\"{table.Name}\"', '{key.Name.Trim('"')}')) FROM generate_series(1, $1)";
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
