using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ElectorPortal.Web.Data.Migrations.PostgreSql;

/// <summary>
/// What <see cref="Data.PostgreSql.GrownTables"/> asks for; with the rights of the owner, since the portal's own account may not do it. The
/// model stays as it is.
/// </summary>
[DbContext(typeof(PostgreSqlPortalDbContext))]
[Migration("20261201080000_TablesThatGrow")]
public sealed class TablesThatGrow : Migration
{
    /// <summary>
    /// Tables of ten pages or fewer are read in no time, whatever the plan. A small sample is enough to tell a table that fills up from an empty
    /// one: the database's own look takes a larger one later. What another node is looking at is left to it.
    /// </summary>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE FUNCTION look_at_grown_tables() RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET default_statistics_target = 10 AS $$
        DECLARE grown text;
        BEGIN
            FOR grown IN
                SELECT oid::regclass::text FROM pg_class
                WHERE relkind = 'r' AND relpersistence = 'p' AND relowner = current_user::regrole
                AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                AND pg_relation_size(oid) / current_setting('block_size')::bigint > 10 + 2 * relpages
            LOOP
                EXECUTE 'ANALYZE (SKIP_LOCKED) ' || grown;
            END LOOP;
        END $$
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP FUNCTION look_at_grown_tables()");
}
