using System.Data.Common;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.SecurityCodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ElectorPortal.Web.Tests.Data;

/// <summary>
/// The conditional UPDATEs that one-time uses, limits and claims rest on, as SQL Server would be asked for them. No server is needed: the
/// statements are caught on their way.
/// </summary>
public sealed class SqlServerStatementsTests
{
    private static readonly DateTime Now = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_message_is_claimed_on_condition_that_nobody_changed_it()
    {
        var message = new OutboxMessage
        {
            Channel = Channel.Sms,
            Topic = MessageTopic.ReassortIdentifier,
            ElectorId = 1,
            DedupKey = "one",
            MaskedRecipient = "06xxxxxxx",
            CreatedAt = Now,
            NextAttemptAt = Now,
        };

        var sql = await CatchAsync(message, row => row.Claim("one", Now, DeliverySchedule.Lease));

        Assert.Matches(@"UPDATE \[OutboxMessages\] SET .*\[LeaseOwner\] = @p\d+, \[LeaseUntil\] = @p\d+, .*\[Status\] = @p\d+, \[Version\] = @p\d+", sql);
        Assert.Matches(@"WHERE \[Id\] = @p\d+ AND \[Version\] = @p\d+;", sql);
        Assert.Contains("INSERT INTO [OutboxEvent] ", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_counted_on_condition_that_the_elector_made_no_other_meanwhile()
    {
        var elector = new Elector
        {
            NumenHash = new byte[KeyedHash.Length],
            Email = EmailAddress.Parse("camille.bernard@ac-amiens.fr"),
            Civility = "Mme",
            BirthName = "BERNARD",
            FirstNames = "Camille",
            BirthDate = new DateOnly(1978, 3, 14),
            AcademyId = 1,
            Corps = "Professeur certifié",
            Posting = "Lycée Louis-Thuillier, Amiens",
        };

        var sql = await CatchAsync(elector, row => row.Reassort.Used++);

        Assert.Matches(@"UPDATE \[Electors\] SET .*WHERE \[Id\] = @p\d+ AND \[Version\] = @p\d+;", sql);
    }

    [Fact]
    [Trait("ASVS", "15.4.2")]
    public async Task A_link_is_used_on_condition_that_it_was_not()
    {
        var link = new AccountLink
        {
            ElectorId = 1,
            Purpose = LinkPurpose.Activation,
            TokenHash = new byte[KeyedHash.Length],
            Address = EmailAddress.Parse("camille.bernard@ac-amiens.fr"),
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(1),
        };

        var sql = await CatchAsync(link, row => row.UsedAt = Now);

        Assert.Matches(@"UPDATE \[AccountLinks\] SET .*\[UsedAt\] = @p\d+ .*WHERE \[Id\] = @p\d+ AND .*\[UsedAt\] IS NULL;", sql);
    }

    [Fact]
    public async Task A_security_code_is_used_up_on_condition_that_it_was_not()
    {
        var code = new SecurityCode { SessionId = Guid.NewGuid(), Digits = "0308", ExpiresAt = Now };

        var sql = await CatchAsync(code, row => row.ConsumedAt = Now);

        Assert.Matches(@"UPDATE \[SecurityCodes\] SET \[ConsumedAt\] = @p\d+ .*WHERE \[Id\] = @p\d+ AND \[ConsumedAt\] IS NULL;", sql);
    }

    /// <summary>What saving that change of a known row would send, on one line; fails where SQL Server could not read it.</summary>
    private static async Task<string> CatchAsync<T>(T row, Action<T> change)
        where T : class
    {
        var catcher = new Catcher();
        var options = new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer("Server=nowhere").AddInterceptors(catcher).Options;
        await using var db = new SqlServerPortalDbContext(options);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        if (db.Entry(row).Property("Id") is { CurrentValue: 0 } key)
            key.CurrentValue = 1;
        db.Attach(row);
        change(row);

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));

        var sql = string.Join('\n', catcher.Caught);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        return string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class Catcher : DbCommandInterceptor, IDbConnectionInterceptor
    {
        public List<string> Caught { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Caught.Add(command.CommandText);
            throw new NotSupportedException("There is no server.");
        }

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }
}
