using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElectorPortal.Web.Data;

internal static class UniqueViolations
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;
    private const int SqlServerUnique = 2601;
    private const int SqlServerPrimaryKey = 2627;

    /// <summary>Writes one row; nothing else may be in the unit of work, and nothing is tracked any more.</summary>
    /// <returns>False where somebody else has just written the same key.</returns>
    public static async Task<bool> TryInsertAsync<T>(this PortalDbContext db, T row, CancellationToken cancellation)
        where T : class
    {
        try
        {
            db.Add(row);
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException lost) when (lost.IsUniqueViolation())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Whether a save failed because somebody else has just written the same key.</summary>
    public static bool IsUniqueViolation(this DbUpdateException failure) => failure.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        SqlException sqlServer => sqlServer.Number is SqlServerUnique or SqlServerPrimaryKey,
        _ => false,
    };
}
