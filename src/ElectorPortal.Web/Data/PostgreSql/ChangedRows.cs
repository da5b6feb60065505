using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class ChangedRows
{
    /// <summary>What one UPDATE can write together: the same columns of the same table.</summary>
    public static (IEntityType Kind, string Columns) Alike(IUpdateEntry row) =>
        (row.EntityType, string.Join(',', row.EntityType.GetFlattenedProperties().Where(row.IsModified).Select(property => property.Name)));

    /// <summary>Writes rows that are changed alike, each on condition that nobody changed it meanwhile.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody did: the save must be rolled back.</exception>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The names are the model's.")]
    public static async Task UpdateAsync(NpgsqlConnection connection, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        var table = new BulkTable(rows[0].Context, rows[0].EntityType);
        // As the mapper does: whoever changes some of the same rows locks them in the same order.
        var key = rows[0].EntityType.FindPrimaryKey()!.Properties.Single();
        List<IUpdateEntry> ordered = [.. rows.OrderBy(row => row.GetOriginalValue(key))];
        List<BulkColumn> set = [.. table.Columns.Where(column => rows[0].IsModified(column.Property))];
        List<BulkColumn> conditions = [.. table.Columns.Where(column => column.Property == key || column.Property.IsConcurrencyToken)];

        await using var update = connection.CreateCommand();
        foreach (var column in set)
            Add(update, column, [.. ordered.Select(row => row.GetCurrentValue(column.Property))]);
        foreach (var column in conditions)
            Add(update, column, [.. ordered.Select(row => row.GetOriginalValue(column.Property))]);
        update.CommandText =
            $"""
            UPDATE {table.Name} AS stored SET {string.Join(", ", set.Select((column, number) => $"{column.Name} = given.c{number}"))}
            FROM unnest({string.Join(", ", Enumerable.Range(1, set.Count + conditions.Count).Select(number => $"${number}"))})
            AS given({string.Join(", ", Enumerable.Range(0, set.Count + conditions.Count).Select(number => $"c{number}"))})
            WHERE {string.Join(" AND ", conditions.Select((column, number) => Condition(column, $"given.c{set.Count + number}")))}
            """;
        if (await update.ExecuteNonQueryAsync(cancellation) != rows.Count)
            throw new DbUpdateConcurrencyException($"Not all of {rows.Count} rows of {table.Name} were as they had been read.", rows);
    }

    private static string Condition(BulkColumn column, string value) =>
        column.Property.IsNullable ? $"stored.{column.Name} IS NOT DISTINCT FROM {value}" : $"stored.{column.Name} = {value}";

    private static void Add(NpgsqlCommand command, BulkColumn column, IReadOnlyList<object?> values) =>
        command.Parameters.Add(new NpgsqlParameter { Value = StoredArray(column, values), DataTypeName = $"{column.Mapping.StoreTypeNameBase}[]" });

    /// <summary>Of the type that PostgreSQL's arrays are given in.</summary>
    private static Array StoredArray(BulkColumn column, IReadOnlyList<object?> values)
    {
        var type = column.Mapping.Converter?.ProviderClrType ?? column.Property.ClrType;
        if (column.Property.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
            type = typeof(Nullable<>).MakeGenericType(type);
        var array = Array.CreateInstance(type, values.Count);
        for (var row = 0; row < values.Count; row++)
            array.SetValue(column.Stored(values[row]), row);
        return array;
    }
}
