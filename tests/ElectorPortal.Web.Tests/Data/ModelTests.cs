using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ElectorPortal.Web.Tests.Data;

/// <summary>What can be said of the three databases without any server.</summary>
public sealed class ModelTests
{
    [Fact]
    public void No_migration_is_missing_for_SQLite() => AssertUpToDate(DesignTimeContexts.Sqlite());

    [Fact]
    public void No_migration_is_missing_for_SQL_Server() => AssertUpToDate(DesignTimeContexts.SqlServer());

    [Fact]
    public void No_migration_is_missing_for_PostgreSQL() => AssertUpToDate(DesignTimeContexts.PostgreSql());

    [Fact]
    public void SQL_Server_can_read_the_whole_migration_script()
    {
        using var db = DesignTimeContexts.SqlServer();
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        var tables = new CreatedTables();
        tree.Accept(tables);
        Assert.Superset(
            db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToHashSet(),
            tables.Names);
    }

    private static void AssertUpToDate(PortalDbContext db)
    {
        using (db)
            Assert.False(db.Database.HasPendingModelChanges(), "The model has changed since its last migration.");
    }

    private sealed class CreatedTables : TSqlFragmentVisitor
    {
        public HashSet<string> Names { get; } = [];

        public override void Visit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
