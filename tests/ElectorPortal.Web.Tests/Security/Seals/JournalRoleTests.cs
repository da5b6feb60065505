using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Npgsql;

namespace ElectorPortal.Web.Tests.Security.Seals;

/// <summary>With the role of <c>deploy/</c> the portal works, and the journal is append-only for it.</summary>
public sealed class JournalRoleTests
{
    private const string Login = "portal_login";

    [Theory]
    [InlineData("UPDATE \"Journal\" SET \"Detail\" = 'rien'")]
    [InlineData("DELETE FROM \"Journal\"")]
    [InlineData("TRUNCATE \"Journal\"")]
    [InlineData("UPDATE \"JournalSeals\" SET \"Hash\" = ''")]
    [InlineData("DELETE FROM \"JournalSeals\"")]
    [InlineData("TRUNCATE \"JournalSeals\"")]
    [InlineData("DROP TABLE \"Journal\"")]
    [InlineData("ALTER TABLE \"Journal\" DISABLE TRIGGER ALL")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    [Trait("ASVS", "13.2.1")]
    [Trait("ASVS", "13.2.2")]
    [Trait("ASVS", "16.4.2")]
    public async Task The_portal_works_on_PostgreSQL_and_can_neither_change_nor_remove_what_the_journal_holds(string tampering)
    {
        await using var app = await StartLimitedAsync();

        var person = await app.Electors.AddActiveAsync();
        await app.Electors.SignInAsync(person);
        await app.SealJournalAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.ExecuteAsync(tampering));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(Login, await app.WithDbAsync(db => db.Database.SqlQuery<string>($"SELECT current_user AS \"Value\"").SingleAsync()));
        Assert.Equal(
            [JournalKind.SignIn], await app.WithDbAsync(db => db.Journal.Select(entry => entry.Kind).ToListAsync()));
        Assert.Equal((null, 1), (await app.VerifyAsync() is var verdict ? verdict.Broken : default, verdict.Head!.Position));
    }

    [Fact]
    public async Task With_it_PostgreSQL_still_looks_at_tables_that_a_crowd_fills()
    {
        await using var app = await StartLimitedAsync();
        await app.ExecuteAsync("""INSERT INTO "Journal" ("At", "Kind", "Outcome") SELECT now(), 'Message', 'Done' FROM generate_series(1, 2000)""");

        await app.ExecuteAsync("SELECT look_at_grown_tables()");

        Assert.Equal(2000, await app.WithDbAsync(db => db.Database.SqlQuery<int>($"""SELECT reltuples::int AS "Value" FROM pg_class WHERE relname = 'Journal'""").SingleAsync()));
    }

    [Fact]
    public void SQL_Server_can_read_its_script_which_takes_those_rights_from_both_tables()
    {
        var script = Repository.ReadText("deploy/journal-role.sqlserver.sql");

        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        var denials = new Denials();
        tree.Accept(denials);
        foreach (var table in new[] { "Journal", "JournalSeals" })
            Assert.Superset(new HashSet<string> { $"{table} UPDATE", $"{table} DELETE", $"{table} ALTER" }, denials.All);
    }

    private static async Task<PortalApp> StartLimitedAsync()
    {
        Assert.SkipWhen(TestDatabase.WhyAbsent(Database.PostgreSql) is not null, "PostgreSQL is not installed.");
        var limited = "";
        var app = await PortalApp.StartAsync(
            Database.PostgreSql,
            services => services.AddSingleton(_ => new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = limited }));
        limited = await LimitAsync(app.OwnDatabase.ConnectionString);
        return app;
    }

    /// <summary>Runs the script as the owner.</summary>
    /// <returns>The connection of an account that has the role and nothing else.</returns>
    private static async Task<string> LimitAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        foreach (var sql in new[]
        {
            Repository.ReadText("deploy/journal-role.postgresql.sql"),
            $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Login}') THEN CREATE ROLE {Login} LOGIN; END IF; END $$",
            $"GRANT portal_web TO {Login}",
        })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        return new NpgsqlConnectionStringBuilder(owner) { Username = Login, Pooling = false }.ConnectionString;
    }

    private sealed class Denials : TSqlFragmentVisitor
    {
        public HashSet<string> All { get; } = [];

        public override void Visit(DenyStatement node)
        {
            foreach (var permission in node.Permissions)
                All.Add($"{node.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value} {permission.Identifiers[0].Value}");
        }
    }
}
