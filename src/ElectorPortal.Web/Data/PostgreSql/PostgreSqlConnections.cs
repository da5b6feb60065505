using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

internal static class PostgreSqlConnections
{
    /// <summary>More than the portal has statements.</summary>
    private const int Statements = 200;

    /// <summary>
    /// A portal that is frozen in the middle of a save (a paused machine, a stopped process) keeps its rows locked, and all others wait for them: the
    /// database gives that save up. No save of a portal that runs is idle for so long.
    /// </summary>
    private const string GivesUpIdleSaves = "-c idle_in_transaction_session_timeout=20s";

    /// <summary>
    /// The connection string with what serves a portal whose pages ask the same few questions again and again: statements stay prepared on a
    /// connection, and one that goes back to the pool is not reset, since the portal leaves nothing in a session. The locks of a frozen
    /// portal end. What the string says itself stands.
    /// </summary>
    public static string Tuned(string connectionString)
    {
        var tuned = new NpgsqlConnectionStringBuilder(connectionString);
        if (!tuned.ShouldSerialize("Max Auto Prepare"))
            tuned.MaxAutoPrepare = Statements;
        if (!tuned.ShouldSerialize("No Reset On Close"))
            tuned.NoResetOnClose = true;
        if (!tuned.ShouldSerialize("Options"))
            tuned.Options = GivesUpIdleSaves;
        return tuned.ConnectionString;
    }
}
