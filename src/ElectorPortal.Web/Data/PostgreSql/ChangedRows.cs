using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class ChangedRows
{
    /// <summary>What one UPDATE can write together: the same columns of the same table.</summary>
    public static (IEntityType Kind, string Columns) Alike(IUpdateEntry row) =>
        (row.EntityType, string.Join(',', row.EntityType.GetFlattenedProperties().Where(row.IsModified).Select(property => property.Name)));

    /// <summary>What writes rows that are changed alike, each on condition that nobody changed it meanwhile.</summary>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The names are the model's.")]
    public static NpgsqlBatchCommand Update(List<IUpdateEntry> rows)
    {
        var table = BulkTable.Of(rows[0].Context, rows[0].EntityType);
        // As the mapper does: whoever changes some of the same rows locks them in the same order.
        var key = rows[0].EntityType.FindPrimaryKey()!.Properties.Single();
        List<IUpdateEntry> ordered = [.. rows.OrderBy(row => row.GetOriginalValue(key))];
        List<BulkColumn> set = [.. table.Columns.Where(column => rows[0].IsModified(column.Property))];
        List<BulkColumn> conditions = [.. table.Columns.Where(column => column.Property == key || column.Property.IsConcurrencyToken)];

        var update = new NpgsqlBatchCommand();
        foreach (var column in set)
            update.Parameters.Add(GivenRows.Column(column, [.. ordered.Select(row => row.GetCurrentValue(column.Property))]));
        foreach (var column in conditions)
            update.Parameters.Add(GivenRows.Column(column, [.. ordered.Select(row => row.GetOriginalValue(column.Property))]));
        update.CommandText =
            $"""
            UPDATE {table.Name} AS stored SET {string.Join(", ", set.Select((column, number) => $"{column.Name} = {GivenRows.Name(number)}"))}
            FROM {GivenRows.From(set.Count + conditions.Count)}
            WHERE {string.Join(" AND ", conditions.Select((column, number) => Condition(column, GivenRows.Name(set.Count + number))))}
            """;
        return update;
    }

    private static string Condition(BulkColumn column, string value) =>
        column.Property.IsNullable ? $"stored.{column.Name} IS NOT DISTINCT FROM {value}" : $"stored.{column.Name} = {value}";
}
