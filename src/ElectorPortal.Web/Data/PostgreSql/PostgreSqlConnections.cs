using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class PostgreSqlConnections
{
    /// <summary>More than the portal has statements.</summary>
    private const int Statements = 200;

    /// <summary>
    /// The connection string with what serves a portal whose pages ask the same few questions again and again: statements stay prepared on a
    /// connection, and one that goes back to the pool is not reset, since the portal leaves nothing in a session. What the string says
    /// itself stands.
    /// </summary>
    public static string Tuned(string connectionString)
    {
        var tuned = new NpgsqlConnectionStringBuilder(connectionString);
        if (!tuned.ShouldSerialize("Max Auto Prepare"))
            tuned.MaxAutoPrepare = Statements;
        if (!tuned.ShouldSerialize("No Reset On Close"))
            tuned.NoResetOnClose = true;
        return tuned.ConnectionString;
    }
}
