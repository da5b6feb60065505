using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>A column of a table, as PostgreSQL is told of it.</summary>
/// <param name="Name">Quoted.</param>
/// <param name="Type">Without its length.</param>
internal sealed record StoredColumn(string Name, string Type, IProperty Property)
{
    public static StoredColumn Of(IProperty property, StoreObjectIdentifier table) =>
        new($"\"{property.GetColumnName(table)}\"", property.GetRelationalTypeMapping().StoreTypeNameBase, property);

    /// <param name="value">Of the property.</param>
    /// <returns>As the database keeps it.</returns>
    public object? Stored(object? value) => Property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    /// <summary>Such values, as PostgreSQL's arrays are given.</summary>
    /// <param name="values">Of the property.</param>
    public Array StoredArray(IReadOnlyList<object?> values)
    {
        var type = Property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? Property.ClrType;
        if (Property.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
            type = typeof(Nullable<>).MakeGenericType(type);
        var array = Array.CreateInstance(type, values.Count);
        for (var row = 0; row < values.Count; row++)
            array.SetValue(Stored(values[row]), row);
        return array;
    }
}
