using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>
/// Has PostgreSQL look again at tables that have grown to more than twice what it knows of them. It does so by itself, but a minute late: until then
/// it plans for the tables of the day before, which were empty, and reads whole tables row by row in the minutes when everybody comes.
/// </summary>
internal sealed class GrownTables(PortalDbContext db)
{
    /// <summary>
    /// Tables of ten pages or fewer are read in no time, whatever the plan. A small sample is enough to tell a table that fills up from an empty one:
    /// the database's own look takes a larger one later. What another node is looking at is left to it.
    /// </summary>
    private const string Look =
        """
        DO $$
        DECLARE grown text;
        BEGIN
            PERFORM set_config('default_statistics_target', '10', true);
            FOR grown IN
                SELECT quote_ident(relname) FROM pg_class
                WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
                AND pg_relation_size(oid) / current_setting('block_size')::bigint > 10 + 2 * relpages
            LOOP
                EXECUTE 'ANALYZE (SKIP_LOCKED) ' || grown;
            END LOOP;
        END $$
        """;

    public Task LookAgainAsync(CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(Look, cancellation);
}
