using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Data;

/// <summary>A table and its columns as rows are written to them, those apart that the database fills.</summary>
internal sealed class BulkTable
{
    public BulkTable(PortalDbContext db, Type row)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var entity = db.Model.FindEntityType(row)!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        Name = sql.DelimitIdentifier(table.Name, table.Schema);
        Columns =
        [
            .. entity.GetFlattenedProperties()
                .Where(property => property.ValueGenerated == ValueGenerated.Never)
                .Select(property => new BulkColumn(
                    sql.DelimitIdentifier(property.GetColumnName(table)!), property, property.GetRelationalTypeMapping(), property.GetGetter())),
        ];
    }

    /// <summary>Delimited, as the names of the columns.</summary>
    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }
}

internal sealed record BulkColumn(string Name, IProperty Property, RelationalTypeMapping Mapping, IClrPropertyGetter Getter)
{
    public object? Value(object row) => Getter.GetClrValueUsingContainingEntity(row);

    /// <summary>As the database keeps it.</summary>
    public object? StoredValue(object row) =>
        Mapping.Converter is { } converter ? converter.ConvertToProvider(Value(row)) : Value(row);
}
