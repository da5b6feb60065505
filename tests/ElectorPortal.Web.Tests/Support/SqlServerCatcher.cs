using System.Data.Common;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Catches what SQL Server would be asked, on its way: no server is needed.</summary>
internal sealed class SqlServerCatcher : DbCommandInterceptor, IDbConnectionInterceptor
{
    private readonly List<string> statements = [];

    public SqlServerPortalDbContext OpenContext() =>
        new(new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer("Server=nowhere").AddInterceptors(this).Options);

    /// <summary>All statements so far, on one line; fails where SQL Server could not read them.</summary>
    public string Caught()
    {
        var sql = string.Join('\n', statements);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        return string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        statements.Add(command.CommandText);
        throw new NotSupportedException("There is no server.");
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(InterceptionResult.Suppress());
}
