using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>
/// Has PostgreSQL look again at tables that have grown to more than twice what it knows of them. It does so by itself, but a minute late: until then
/// it plans for the tables of the day before, which were empty, and reads whole tables row by row in the minutes when everybody comes.
/// </summary>
internal sealed class GrownTables(PortalDbContext db)
{
    public Task LookAgainAsync(CancellationToken cancellation) => db.Database.ExecuteSqlAsync($"SELECT look_at_grown_tables()", cancellation);
}
