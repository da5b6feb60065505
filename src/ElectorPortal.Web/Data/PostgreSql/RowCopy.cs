using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class RowCopy
{
    /// <summary>Writes rows by COPY.</summary>
    /// <param name="stored">What a row has in a column, as the database keeps it.</param>
    public static async Task RunAsync<T>(
        NpgsqlConnection connection, string table, IReadOnlyList<BulkColumn> columns, IReadOnlyCollection<T> rows, Func<BulkColumn, T, object?> stored,
        CancellationToken cancellation)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                if (stored(column, row) is { } value)
                    await writer.WriteAsync(value, column.Mapping.StoreTypeNameBase, cancellation);
                else
                    await writer.WriteNullAsync(cancellation);
            }
        }

        await writer.CompleteAsync(cancellation);
    }
}
