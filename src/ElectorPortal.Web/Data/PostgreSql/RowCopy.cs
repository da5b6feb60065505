using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class RowCopy
{
    /// <summary>Writes rows by COPY.</summary>
    public static async Task RunAsync<T>(NpgsqlConnection connection, BulkTable table, IReadOnlyCollection<T> rows, CancellationToken cancellation)
        where T : class
    {
        var names = string.Join(", ", table.Given.Select(column => column.Name));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({names}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            foreach (var column in table.Given)
            {
                if (column.StoredValue(row) is { } value)
                    await writer.WriteAsync(value, column.Mapping.StoreTypeNameBase, cancellation);
                else
                    await writer.WriteNullAsync(cancellation);
            }
        }

        await writer.CompleteAsync(cancellation);
    }
}
