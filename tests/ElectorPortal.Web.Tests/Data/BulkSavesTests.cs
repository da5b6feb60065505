using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Data;

/// <summary>What a save writes by the dozen is given to PostgreSQL in bulk: what stands there must be what the mapper would have written.</summary>
public sealed class BulkSavesTests : IAsyncLifetime
{
    /// <summary>From as many of a kind on, rows are written in bulk.</summary>
    private const int Least = 8;

    private PortalApp app = null!;
    private AsyncServiceScope scope;
    private AsyncServiceScope aside;
    private PortalDbContext db = null!;
    private PortalDbContext other = null!;
    private int elector;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await PortalApp.StartAsync(Database.PostgreSql);
        (scope, aside) = (app.Services.CreateAsyncScope(), app.Services.CreateAsyncScope());
        (db, other) = (scope.ServiceProvider.GetRequiredService<PortalDbContext>(), aside.ServiceProvider.GetRequiredService<PortalDbContext>());
        elector = (await app.Electors.AddAsync()).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await aside.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(Least - 1, Least - 1)]
    [InlineData(Least, 1)]
    public async Task Rows_are_added_by_one_statement_from_eight_on_and_read_back_as_they_were_added(int rows, int statements)
    {
        Add(rows);
        (await db.Electors.SingleAsync(row => row.Id == elector, Cancellation)).LinkSentAt = app.Now;

        Assert.Equal((4 * rows) + 1, await db.SaveChangesAsync(Cancellation));

        // All that one statement writes bears the same number of it.
        var written = await db.Database.SqlQuery<int>(
            $"""
            SELECT count(DISTINCT cmin::text)::int AS "Value" FROM "AccountLinks" UNION ALL SELECT count(DISTINCT cmin::text)::int FROM "OutboxMessages"
            UNION ALL SELECT count(DISTINCT cmin::text)::int FROM "OutboxEvent" UNION ALL SELECT count(DISTINCT cmin::text)::int FROM "Journal"
            """).ToListAsync(Cancellation);
        Assert.Equal([statements, statements, statements, statements], written);
        Assert.All(db.ChangeTracker.Entries(), entry => Assert.Equal(EntityState.Unchanged, entry.State));
        await other.AccountLinks.LoadAsync(Cancellation);
        await other.OutboxMessages.Include(row => row.Events).LoadAsync(Cancellation);
        await other.Journal.LoadAsync(Cancellation);
        Assert.Equivalent(Rows<AccountLink>(db), Rows<AccountLink>(other), strict: true);
        Assert.Equivalent(Rows<OutboxMessage>(db), Rows<OutboxMessage>(other), strict: true);
        Assert.Equivalent(Rows<OutboxEvent>(db), Rows<OutboxEvent>(other), strict: true);
        Assert.Equivalent(Rows<JournalEntry>(db), Rows<JournalEntry>(other), strict: true);
        Assert.Equal(4 * rows, Rows<AccountLink>(other).Count + Rows<OutboxMessage>(other).Count + Rows<OutboxEvent>(other).Count + Rows<JournalEntry>(other).Count);
        Assert.Equal(app.Now, (await other.Electors.SingleAsync(row => row.Id == elector, Cancellation)).LinkSentAt);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_takes_the_whole_save_with_it_and_is_told_as_the_mapper_tells_it()
    {
        Add(1);
        await db.SaveChangesAsync(Cancellation);
        db.ChangeTracker.Clear();
        Add(Least);
        (await db.Electors.SingleAsync(row => row.Id == elector, Cancellation)).LinkSentAt = app.Now;

        // The first message has the key of the one that is there.
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));

        Assert.True(refused.IsUniqueViolation());
        Assert.Equal((1, 1, 1, true), await StateAsync());
    }

    [Fact]
    public async Task A_row_that_somebody_else_changed_takes_the_added_ones_with_it()
    {
        Add(Least);
        (await db.Electors.SingleAsync(row => row.Id == elector, Cancellation)).LinkSentAt = app.Now;
        await other.Electors.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, 7), Cancellation);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancellation));

        Assert.Equal((0, 0, 0, true), await StateAsync());
    }

    [Theory]
    [InlineData(Least - 1, Least - 1)]
    [InlineData(Least, 1)]
    public async Task Rows_that_are_changed_alike_are_so_by_one_statement_from_eight_on(int rows, int statements)
    {
        Add(rows);
        await db.SaveChangesAsync(Cancellation);
        var messages = db.ChangeTracker.Entries<OutboxMessage>().Select(entry => entry.Entity).ToList();
        foreach (var (message, number) in messages.Select((message, number) => (message, number)))
            message.Settle(new DeliveryOutcome.Sent($"reference {number}"), app.Now);
        // One by itself, changed otherwise.
        (await db.Electors.SingleAsync(row => row.Id == elector, Cancellation)).Reassort.Used = 1;

        await db.SaveChangesAsync(Cancellation);

        var written = db.Database.SqlQuery<int>($"""SELECT count(DISTINCT cmin::text)::int AS "Value" FROM "OutboxMessages" """);
        Assert.Equal([statements], await written.ToListAsync(Cancellation));
        await other.OutboxMessages.Include(row => row.Events).LoadAsync(Cancellation);
        Assert.Equivalent(Rows<OutboxMessage>(db), Rows<OutboxMessage>(other), strict: true);
        Assert.Equivalent(Rows<OutboxEvent>(db), Rows<OutboxEvent>(other), strict: true);
        Assert.All(Rows<OutboxMessage>(other), row => Assert.Equal(("Submitted", null, 1), (row["Status"]!.ToString(), row["Payload"], row["Version"])));
        Assert.Equal(1, (await other.Electors.SingleAsync(row => row.Id == elector, Cancellation)).Reassort.Used);
    }

    [Fact]
    public async Task Of_rows_that_are_changed_alike_none_is_where_somebody_else_changed_one()
    {
        await ReplaceLinksOfWhichOneIsUsedMeanwhileAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancellation));

        Assert.Equal(Least, await other.AccountLinks.CountAsync(Cancellation));
        Assert.Equal(0, await other.AccountLinks.CountAsync(link => link.ReplacedAt != null, Cancellation));
    }

    [Fact]
    public async Task What_is_refused_after_somebody_else_was_quicker_is_told_as_his_being_quicker()
    {
        await ReplaceLinksOfWhichOneIsUsedMeanwhileAsync();

        // Messages with the keys of those that are there: the database would refuse them.
        Add(Least);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancellation));
        Assert.Equal((Least, Least, Least, true), await StateAsync());
    }

    [Fact]
    public async Task A_change_that_the_database_refuses_is_not_taken_for_somebody_elses()
    {
        Add(Least);
        await db.SaveChangesAsync(Cancellation);
        foreach (var message in db.ChangeTracker.Entries<OutboxMessage>())
            message.Property(row => row.LeaseOwner).CurrentValue = new string('x', 101);

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));

        Assert.Equal(Least, await other.OutboxMessages.CountAsync(row => row.LeaseOwner == "worker", Cancellation));
    }

    /// <summary>Not saved yet: the save that comes is too late for one of them.</summary>
    private async Task ReplaceLinksOfWhichOneIsUsedMeanwhileAsync()
    {
        Add(Least);
        await db.SaveChangesAsync(Cancellation);
        var links = db.ChangeTracker.Entries<AccountLink>().Select(entry => entry.Entity).ToList();
        await other.AccountLinks.Where(link => link.Id == links[3].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, app.Now), Cancellation);
        links.ForEach(link => link.ReplacedAt = app.Now);
    }

    private async Task<(int Links, int Messages, int Entries, bool IsUntouched)> StateAsync() => (
        await other.AccountLinks.CountAsync(Cancellation),
        await other.OutboxMessages.CountAsync(Cancellation),
        await other.Journal.CountAsync(Cancellation),
        await other.Electors.AllAsync(row => row.LinkSentAt == null, Cancellation));

    private static List<Dictionary<string, object?>> Rows<T>(PortalDbContext among)
        where T : class =>
        [.. among.ChangeTracker.Entries<T>()
            .Select(row => row.Properties.ToDictionary(property => property.Metadata.Name, property => property.CurrentValue))
            .OrderBy(row => row["Id"])];

    private void Add(int rows)
    {
        var links = Enumerable.Range(0, rows).Select(number => new AccountLink
        {
            ElectorId = elector,
            Purpose = LinkPurpose.Activation,
            Origin = LinkOrigin.Asked,
            TokenHash = [.. Guid.NewGuid().ToByteArray(), .. new byte[KeyedHash.Length - 16]],
            Address = EmailAddress.Parse($"prenom.nom{number}@ac-lille.fr"),
            CreatedAt = app.Now,
            ExpiresAt = app.Now.AddDays(1),
        }).ToList();
        var messages = links.Select((link, number) => new OutboxMessage
        {
            Id = link.Id,
            Channel = Channel.Mail,
            Topic = MessageTopic.Activation,
            ElectorId = elector,
            DedupKey = $"key {number}",
            Payload = [1, 2, (byte)number],
            MaskedRecipient = link.Address.Masked,
            CreatedAt = app.Now,
            NextAttemptAt = app.Now,
        }).ToList();
        messages.ForEach(message => message.Claim("worker", app.Now, DeliverySchedule.Lease));
        var entries = links.Select((link, number) => new JournalEntry
        {
            At = app.Now,
            Kind = JournalKind.ActivationLink,
            Outcome = JournalOutcome.Done,
            ElectorId = elector,
            Detail = number % 2 == 0 ? null : link.Address.Masked,
            NetworkAddress = "192.0.2.1",
        }).ToList();
        db.AddRange([.. links, .. messages, .. entries]);
    }
}
