using System.ComponentModel;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Data;

/// <summary>Tells a database that cannot be reached or written to from a fault of ours.</summary>
internal static class DatabaseOutage
{
    /// <summary>
    /// SQLite's primary result codes: busy, locked, read-only, I/O error, disk full, cannot open.
    /// </summary>
    private static readonly int[] SqliteOutages = [5, 6, 8, 10, 13, 14];

    /// <summary>
    /// SQL Server's numbers: time-out, server not found or gone, no space or full log, read-only database, database not open.
    /// </summary>
    private static readonly int[] SqlServerOutages = [-2, 2, 53, 64, 233, 1101, 1105, 3906, 4060, 9002, 10053, 10054, 10060, 10061];

    /// <summary>
    /// PostgreSQL's classes of SQLSTATE: connection lost, no resources (disk, memory, connections), operator's intervention, system error.
    /// </summary>
    private static readonly string[] SqlStateOutages = ["08", "53", "57", "58"];

    /// <summary>PostgreSQL: a write to a database made read-only.</summary>
    private const string ReadOnlyTransaction = "25006";

    public static bool IsOutage(Exception failure) => failure switch
    {
        RetryLimitExceededException => true,
        DbUpdateException or InvalidOperationException when failure.InnerException is { } cause =>
            IsOutage(cause),
        SqliteException sqlite => SqliteOutages.Contains(sqlite.SqliteErrorCode),
        SqlException server when server.Errors.Cast<SqlError>().Any(error => SqlServerOutages.Contains(error.Number)) => true,
        DbException { SqlState: { } state } when IsSqlStateOutage(state) => true,
        DbException other => other.IsTransient || other.InnerException is IOException or TimeoutException or Win32Exception,
        _ => false,
    };

    private static bool IsSqlStateOutage(string state) =>
        state == ReadOnlyTransaction || SqlStateOutages.Any(outage => state.StartsWith(outage, StringComparison.Ordinal));
}
