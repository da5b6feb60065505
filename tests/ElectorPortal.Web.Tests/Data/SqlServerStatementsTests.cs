using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Features.Helpdesk.Journal;
using ElectorPortal.Web.Features.Reassort;
using ElectorPortal.Web.Features.Rolls;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Data;

/// <summary>
/// The conditional UPDATEs that one-time uses, limits and claims rest on, and the questions of pages that are much asked for, as SQL Server
/// would be asked them. No server is needed: the statements are caught on their way.
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

    [Fact]
    public async Task The_sessions_of_those_who_wait_are_asked_for_together_by_their_tokens()
    {
        var catcher = new SqlServerCatcher();
        await using var services = new ServiceCollection().AddScoped<PortalDbContext>(_ => catcher.OpenContext()).BuildServiceProvider();
        var lookups = new SessionLookups(services.GetRequiredService<IServiceScopeFactory>());

        await Assert.ThrowsAnyAsync<Exception>(() => lookups.FindAsync(new byte[KeyedHash.Length], TestContext.Current.CancellationToken));

        Assert.Matches(@"^SELECT .* FROM \[Sessions\] AS \[s\] INNER JOIN .*\[Electors\] .* WHERE \[s\]\.\[TokenHash\] (= @\w+|IN \(@\w+\))$", catcher.Caught());
    }

    [Fact]
    public async Task Those_who_ask_for_a_link_together_are_looked_up_by_their_addresses()
    {
        var catcher = new SqlServerCatcher();
        await using var db = catcher.OpenContext();
        EmailAddress[] typed = [EmailAddress.Parse("camille.bernard@ac-amiens.fr"), EmailAddress.Parse("x.y@ac-lille.fr")];

        await Assert.ThrowsAnyAsync<Exception>(() => new LinkCases().FindAsync(db, typed, TestContext.Current.CancellationToken).AsTask());

        Assert.Matches(
            @"^SELECT .* FROM \[ElectorAddresses\] AS \[e\] INNER JOIN \[Electors\] AS \[e0\] ON \[e\]\.\[ElectorId\] = \[e0\]\.\[Id\] WHERE \[e\]\.\[Address\] IN \(@\w+, @\w+\) AND \[e0\]\.\[RemovedAt\] IS NULL$",
            catcher.Caught());
    }

    [Fact]
    public async Task What_a_request_is_judged_on_is_one_question()
    {
        await using var app = await PortalApp.StartAsync();
        var catcher = new SqlServerCatcher();
        await using var db = catcher.OpenContext();
        var cases = new ReassortCases(app.Services.GetRequiredService<KeyedHash>());
        var answer = new SecurityCodeAnswer(Guid.NewGuid(), Guid.NewGuid(), "0308");

        await Assert.ThrowsAnyAsync<Exception>(
            () => cases.ReadAsync(db, 1, Guid.NewGuid(), new MobileNumber("+33601020304", 33, "FR"), answer, TestContext.Current.CancellationToken));

        var sql = catcher.Caught();
        Assert.StartsWith("SELECT TOP(2) ", sql, StringComparison.Ordinal);
        Assert.Matches(@"EXISTS \( SELECT 1 FROM \[ReassortRequests\] AS \[\w+\] WHERE \[\w+\]\.\[ElectorId\] = @electorId AND \[\w+\]\.\[FormKey\] = @formKey\)", sql);
        Assert.Matches(@"SELECT DISTINCT TOP\(\S+\) \[\w+\]\.\[ElectorId\] FROM \[ReassortRequests\] AS \[\w+\] WHERE \[\w+\]\.\[NumberHash\] = @numberHash AND ", sql);
        Assert.Matches(@"LEFT JOIN \[Identifiers\] AS \[\w+\] ON ", sql);
        Assert.Matches(@"WHERE \[\w+\]\.\[Id\] = @electorId$", sql);
    }

    [Fact]
    public async Task A_page_of_the_journal_is_sought_by_its_place_and_skips_no_row()
    {
        await using var db = new SqlServerCatcher().OpenContext();
        var filter = new JournalFilter { Academy = "Amiens", Day = "2018-11-30", Before = new JournalCursor(Now, 5).ToString() };
        var amiens = new Academy { Name = "Amiens", FoldedName = "amiens" };
        db.Entry(amiens).Property(academy => academy.Id).CurrentValue = 3;

        var page = JournalNarrowing.Of(filter, [amiens], new FilterReader()).Apply(db.Journal.AsNoTracking())
            .NewestFirst().Take(51);

        var sql = OneLine(page.ToQueryString());
        Assert.Matches(
            @"SELECT TOP\(@\w+\) .* FROM \[Journal\] AS \[j\] WHERE \[j\]\.\[AcademyId\] = @\w+ AND \[j\]\.\[At\] >= @\w+ AND \[j\]\.\[At\] < @\w+ "
            + @"AND \[j\]\.\[At\] <= @\w+ AND \(\[j\]\.\[At\] < @\w+ OR \[j\]\.\[Id\] < @\w+\) ORDER BY \[j\]\.\[At\] DESC, \[j\]\.\[Id\] DESC$",
            sql);
    }

    [Fact]
    public async Task A_page_of_a_roll_is_sought_by_its_place_and_skips_no_row()
    {
        await using var db = new SqlServerCatcher().OpenContext();

        var sql = OneLine(db.Enrolments.Where(place => place.ContestCode == "CAPN").Behind("bernard camille", 5).InOrder(db).Take(51).ToQueryString());

        Assert.Matches(
            @"SELECT TOP\(@\w+\) .* FROM \[Enrolments\] AS \[e\] INNER JOIN .*\[Electors\] .* WHERE \[e\]\.\[ContestCode\] = N?'CAPN' AND \[e\]\.\[FoldedName\] >= @\w+ "
            + @"AND \(\[e\]\.\[FoldedName\] <> @\w+ OR \[e\]\.\[ElectorId\] > @\w+\) ORDER BY \[e\]\.\[FoldedName\], \[e\]\.\[ElectorId\]$",
            sql);
    }

    [Fact]
    public async Task A_name_on_a_roll_is_sought_as_a_range()
    {
        await using var db = new SqlServerCatcher().OpenContext();

        var sql = OneLine(db.Enrolments.Where(place => place.ContestCode == "CAPN").Beginning("bern").InOrder(db).Take(51).ToQueryString());

        Assert.Matches(@"WHERE \[e\]\.\[ContestCode\] = N?'CAPN' AND \[e\]\.\[FoldedName\] >= @\w+ AND \[e\]\.\[FoldedName\] < @\w+ ORDER BY ", sql);
        Assert.DoesNotContain("LIKE", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_among_the_electors_of_an_academy_is_sought_as_a_range_of_both_names()
    {
        var catcher = new SqlServerCatcher();
        await using var db = catcher.OpenContext();
        var http = new DefaultHttpContext();
        http.Features.Set(new AgentSession
        {
            TokenHash = new byte[KeyedHash.Length],
            AgentId = 1,
            Agent = new Agent { Email = EmailAddress.Parse("agent@ac-amiens.fr"), Name = "A. Gent", Role = AgentRole.Agent, AcademyId = 3, CreatedAt = Now },
            PasswordVersion = 1,
            IsComplete = true,
            CreatedAt = Now,
            LastSeenAt = Now,
        });
        var agent = new SignedInAgent(new HttpContextAccessor { HttpContext = http }, db, new AcademyCache(TimeProvider.System));

        await Assert.ThrowsAnyAsync<Exception>(() => new FindElectors(db, agent, null!).FindAsync("Bernard", false, TestContext.Current.CancellationToken));

        var sql = catcher.Caught();
        Assert.Contains("SELECT TOP(@", sql, StringComparison.Ordinal);
        Assert.Matches(@"WHERE \[e\]\.\[AcademyId\] = @\w+ AND ", sql);
        Assert.Matches(
            @"\(\(?\[e\]\.\[FoldedBirthName\] >= @\w+ AND \[e\]\.\[FoldedBirthName\] < @\w+\)? OR \(?\[e\]\.\[FoldedUsageName\] >= @\w+ AND \[e\]\.\[FoldedUsageName\] < @\w+\)",
            sql);
    }

    private static string OneLine(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What saving that change of a known row would send, on one line; fails where SQL Server could not read it.</summary>
    private static async Task<string> CatchAsync<T>(T row, Action<T> change)
        where T : class
    {
        var catcher = new SqlServerCatcher();
        await using var db = catcher.OpenContext();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        if (db.Entry(row).Property("Id") is { CurrentValue: 0 } key)
            key.CurrentValue = 1;
        db.Attach(row);
        change(row);

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));

        return catcher.Caught();
    }
}
