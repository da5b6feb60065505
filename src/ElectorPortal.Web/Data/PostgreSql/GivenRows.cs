using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>Rows as they are given to one statement: a list for each column, so that the statement reads the same however many they are.</summary>
internal static class GivenRows
{
    /// <summary>The column that counts the rows.</summary>
    public const string Place = "place";

    /// <summary>The rows as a table, of the statement's first so many parameters.</summary>
    public static string From(int columns) =>
        $"unnest({string.Join(", ", Enumerable.Range(1, columns).Select(number => $"${number}"))}) WITH ORDINALITY AS given({Names(columns)}, {Place})";

    public static string Names(int columns) => string.Join(", ", Enumerable.Range(0, columns).Select(Name));

    public static string Name(int column) => $"c{column}";

    /// <param name="values">Of the property, one for each row.</param>
    public static NpgsqlParameter Column(BulkColumn column, IReadOnlyList<object?> values) =>
        new() { Value = StoredArray(column, values), DataTypeName = $"{column.Mapping.StoreTypeNameBase}[]" };

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
