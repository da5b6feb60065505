using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

internal sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "BINARY";
}

internal sealed class SqlServerPortalDbContext(DbContextOptions<SqlServerPortalDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "Latin1_General_100_BIN2";
}

internal sealed class PostgreSqlPortalDbContext(DbContextOptions<PostgreSqlPortalDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "C";
}
