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
        (row.EntityType, string.Join(',', Changed(row).Select(property => property.Name)));

    /// <summary>Writes rows that are changed alike, each on condition that nobody changed it meanwhile.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody did: the save must be rolled back.</exception>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The names are the model's.")]
    public static async Task UpdateAsync(NpgsqlConnection connection, List<IUpdateEntry> rows, CancellationToken cancellation)
    {
        var kind = rows[0].EntityType;
        var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
        // As the mapper does: whoever changes some of the same rows locks them in the same order.
        var key = kind.FindPrimaryKey()!.Properties.Single();
        List<IUpdateEntry> ordered = [.. rows.OrderBy(row => row.GetOriginalValue(key))];
        List<StoredColumn> set = [.. Changed(rows[0]).Select(property => StoredColumn.Of(property, table))];
        List<StoredColumn> conditions =
        [
            .. kind.GetFlattenedProperties()
                .Where(property => property == key || property.IsConcurrencyToken)
                .Select(property => StoredColumn.Of(property, table)),
        ];

        await using var update = connection.CreateCommand();
        foreach (var column in set)
            Add(update, column, [.. ordered.Select(row => row.GetCurrentValue(column.Property))]);
        foreach (var column in conditions)
            Add(update, column, [.. ordered.Select(row => row.GetOriginalValue(column.Property))]);
        update.CommandText =
            $"""
            UPDATE "{table.Name}" AS stored SET {string.Join(", ", set.Select((column, number) => $"{column.Name} = given.c{number}"))}
            FROM unnest({string.Join(", ", Enumerable.Range(1, set.Count + conditions.Count).Select(number => $"${number}"))})
            AS given({string.Join(", ", Enumerable.Range(0, set.Count + conditions.Count).Select(number => $"c{number}"))})
            WHERE {string.Join(" AND ", conditions.Select((column, number) => Condition(column, $"given.c{set.Count + number}")))}
            """;
        if (await update.ExecuteNonQueryAsync(cancellation) != rows.Count)
            throw new DbUpdateConcurrencyException($"Not all of {rows.Count} rows of {kind.DisplayName()} were as they had been read.", rows);
    }

    private static IEnumerable<IProperty> Changed(IUpdateEntry row) => row.EntityType.GetFlattenedProperties().Where(row.IsModified);

    private static string Condition(StoredColumn column, string value) =>
        column.Property.IsNullable ? $"stored.{column.Name} IS NOT DISTINCT FROM {value}" : $"stored.{column.Name} = {value}";

    private static void Add(NpgsqlCommand command, StoredColumn column, IReadOnlyList<object?> values) =>
        command.Parameters.Add(new NpgsqlParameter { Value = column.StoredArray(values), DataTypeName = $"{column.Type}[]" });
}
