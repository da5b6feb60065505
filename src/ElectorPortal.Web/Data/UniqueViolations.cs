using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElectorPortal.Web.Data;

internal static class UniqueViolations
{
    private const int SqliteConstraint = 19;
    private const int SqlServerDuplicateKey = 2601;
    private const int SqlServerConstraint = 2627;

    /// <summary>Whether a save failed because somebody else has just written the same key.</summary>
    public static bool IsUniqueViolation(this PortalDbContext _, DbUpdateException failure) => failure.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint,
        SqlException sqlServer => sqlServer.Number is SqlServerDuplicateKey or SqlServerConstraint,
        _ => false,
    };
}
