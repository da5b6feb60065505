using Microsoft.Data.SqlClient;
using Npgsql;

namespace ElectorPortal.Web.Retention;

/// <summary>The role that the portal should run with may add to the journal and nothing else.</summary>
internal static class DatabaseRights
{
    private const int SqlServerPermissionDenied = 229;

    public static bool IsDenied(Exception failure) => failure.GetBaseException() switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => true,
        SqlException server => server.Number == SqlServerPermissionDenied,
        _ => false,
    };
}
