using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Data;

/// <summary>A table and its columns as rows are written to them.</summary>
internal sealed class BulkTable
{
    private const string Kept = "ElectorPortal:BulkTable";

    private BulkTable(DbContext db, IEntityType kind)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
        Name = sql.DelimitIdentifier(table.Name, table.Schema);
        Columns =
        [
            .. kind.GetFlattenedProperties()
                .Select(property => new BulkColumn(
                    sql.DelimitIdentifier(property.GetColumnName(table)!), property, property.GetRelationalTypeMapping(), property.GetGetter())),
        ];
        Given = [.. Columns.Where(column => !column.IsGenerated)];
        GeneratedKey = Columns.SingleOrDefault(column => column.IsGenerated);
    }

    /// <summary>Made once for a kind of rows, and kept with it.</summary>
    public static BulkTable Of(DbContext db, IEntityType kind) =>
        kind.GetOrAddRuntimeAnnotationValue(Kept, static given => new BulkTable(given.Db, given.Kind), (Db: db, Kind: kind));

    /// <summary>Delimited, as the names of the columns.</summary>
    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>Those apart that the database fills.</summary>
    public IReadOnlyList<BulkColumn> Given { get; }

    /// <summary>The one that the database fills, if it fills one.</summary>
    public BulkColumn? GeneratedKey { get; }
}

internal sealed record BulkColumn(string Name, IProperty Property, RelationalTypeMapping Mapping, IClrPropertyGetter Getter)
{
    /// <summary>Whether the database fills it.</summary>
    public bool IsGenerated => Property.ValueGenerated != ValueGenerated.Never;

    public object? Value(object row) => Getter.GetClrValueUsingContainingEntity(row);

    /// <summary>What that row has, as the database keeps it.</summary>
    public object? StoredValue(object row) => Stored(Value(row));

    /// <param name="value">Of the property.</param>
    /// <returns>As the database keeps it.</returns>
    public object? Stored(object? value) => Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
}
