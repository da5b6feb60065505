using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Data;

/// <summary>
/// Adds many rows with one prepared INSERT per table, mapped as the model says: the change tracker costs several times the database's
/// own work when a list of a million electors is loaded.
/// </summary>
internal static class BulkInsert
{
    /// <summary>SQL Server allows 2 100 parameters in a statement, the others many more.</summary>
    private const int MaxParameters = 2000;

    /// <summary>Inserts the rows; keys that the database generates stay unknown to the objects.</summary>
    public static async Task BulkInsertAsync<T>(this PortalDbContext db, IReadOnlyCollection<T> rows, CancellationToken cancellation)
        where T : class
    {
        if (rows.Count == 0)
            return;

        var columns = Columns(db.Model.FindEntityType(typeof(T))!);
        var rowsAtOnce = Math.Min(RowsAtOnce(db, columns.Count), rows.Count);
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            DbCommand? command = null;
            foreach (var chunk in rows.Chunk(rowsAtOnce))
            {
                if (command is not null && chunk.Length == rowsAtOnce)
                {
                    Fill(command, columns, chunk);
                }
                else
                {
                    if (command is not null)
                        await command.DisposeAsync();
                    command = Prepare<T>(db, columns, chunk);
                }

                await command.ExecuteNonQueryAsync(cancellation);
            }

            if (command is not null)
                await command.DisposeAsync();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>SQLite runs inside this process, where a long statement costs more than several short ones.</summary>
    private static int RowsAtOnce(PortalDbContext db, int columns) => db.Database.IsSqlite() ? 1 : MaxParameters / columns;

    private static List<Column> Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return
        [
            .. entity.GetFlattenedProperties()
                .Where(property => property.ValueGenerated == ValueGenerated.Never)
                .Select(property => new Column(property.GetColumnName(table)!, property, property.GetRelationalTypeMapping(), property.GetGetter())),
        ];
    }

    private static DbCommand Prepare<T>(PortalDbContext db, List<Column> columns, T[] rows)
        where T : class
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var entity = db.Model.FindEntityType(typeof(T))!;
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();

        var text = new StringBuilder("INSERT INTO ")
            .Append(sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema())).Append(" (")
            .AppendJoin(", ", columns.Select(column => sql.DelimitIdentifier(column.Name))).Append(") VALUES ");
        for (var row = 0; row < rows.Length; row++)
        {
            var names = columns.Select((_, index) => sql.GenerateParameterName($"p{row}_{index}")).ToList();
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
            foreach (var (column, name) in columns.Zip(names))
                command.Parameters.Add(column.Mapping.CreateParameter(command, name, column.Value(rows[row]), column.Property.IsNullable));
        }

        command.CommandText = text.ToString();
        command.Prepare();
        return command;
    }

    private static void Fill<T>(DbCommand command, List<Column> columns, T[] rows)
        where T : class
    {
        var index = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
                command.Parameters[index++].Value = column.StoredValue(row) ?? DBNull.Value;
        }
    }

    private sealed record Column(string Name, IProperty Property, RelationalTypeMapping Mapping, IClrPropertyGetter Getter)
    {
        public object? Value(object row) => Getter.GetClrValueUsingContainingEntity(row);

        public object? StoredValue(object row) =>
            Mapping.Converter is { } converter ? converter.ConvertToProvider(Value(row)) : Value(row);
    }
}
