using System.Data.Common;
using System.Text;
using ElectorPortal.Web.Data.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ElectorPortal.Web.Data;

/// <summary>
/// Adds many rows by the quickest way of each database, mapped as the model says: the change tracker costs several times the database's
/// own work when a list of a million electors is loaded. PostgreSQL copies, the others run one prepared INSERT per table.
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

        var table = BulkTable.Of(db, db.Model.FindEntityType(typeof(T))!);
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
                await RowCopy.RunAsync(postgres, table, rows, cancellation);
            else
                await InsertAsync(db, table, rows, cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task InsertAsync<T>(PortalDbContext db, BulkTable table, IReadOnlyCollection<T> rows, CancellationToken cancellation)
        where T : class
    {
        var rowsAtOnce = Math.Min(RowsAtOnce(db, table.Given.Count), rows.Count);
        DbCommand? command = null;
        foreach (var chunk in rows.Chunk(rowsAtOnce))
        {
            if (command is not null && chunk.Length == rowsAtOnce)
            {
                Fill(command, table.Given, chunk);
            }
            else
            {
                if (command is not null)
                    await command.DisposeAsync();
                command = Prepare(db, table, chunk);
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }

        if (command is not null)
            await command.DisposeAsync();
    }

    /// <summary>SQLite runs inside this process, where a long statement costs more than several short ones.</summary>
    private static int RowsAtOnce(PortalDbContext db, int columns) => db.Database.IsSqlite() ? 1 : MaxParameters / columns;

    private static DbCommand Prepare<T>(PortalDbContext db, BulkTable table, T[] rows)
        where T : class
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();

        var text = new StringBuilder("INSERT INTO ")
            .Append(table.Name).Append(" (").AppendJoin(", ", table.Given.Select(column => column.Name)).Append(") VALUES ");
        for (var row = 0; row < rows.Length; row++)
        {
            var names = table.Given.Select((_, index) => sql.GenerateParameterName($"p{row}_{index}")).ToList();
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
            foreach (var (column, name) in table.Given.Zip(names))
                command.Parameters.Add(column.Mapping.CreateParameter(command, name, column.Value(rows[row]), column.Property.IsNullable));
        }

        command.CommandText = text.ToString();
        command.Prepare();
        return command;
    }

    private static void Fill<T>(DbCommand command, IReadOnlyList<BulkColumn> columns, T[] rows)
        where T : class
    {
        var index = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
                command.Parameters[index++].Value = column.StoredValue(row) ?? DBNull.Value;
        }
    }
}
