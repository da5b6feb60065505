using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Security.Seals;

public sealed class JournalSealerTests
{
    [Theory, EachDatabase]
    public async Task Several_nodes_that_seal_at_once_make_one_chain(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WriteAsync(2200);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.SealJournalAsync()));

        var seals = await app.WithDbAsync(db => db.JournalSeals.OrderBy(seal => seal.Position).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 2200).Select(position => (long)position), seals.Select(seal => seal.Position));
        Assert.Equal(2200, seals.DistinctBy(seal => seal.EntryId).Count());
        Assert.Null((await app.VerifyAsync()).Broken);
    }

    [Theory, EachDatabase(ServersOnly = true)]
    public async Task An_entry_that_is_committed_after_younger_ones_got_their_seals_gets_its_own(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await using var slow = app.Services.CreateAsyncScope();
        var late = TestJournal.Entry(app);
        var db = slow.ServiceProvider.GetRequiredService<Web.Data.PortalDbContext>();
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Journal.Add(late);
            await db.SaveChangesAsync();
            var young = await app.WriteAsync(2);
            Assert.True(late.Id < young[0]);
            await app.SealJournalAsync();
            await transaction.CommitAsync();
        });

        await app.SealJournalAsync();

        Assert.Equal(3, await app.WithDbAsync(aside => aside.JournalSeals.Where(seal => seal.EntryId == late.Id).Select(seal => seal.Position).SingleAsync()));
        Assert.Null((await app.VerifyAsync()).Broken);
    }

    [Theory, EachDatabase]
    public async Task What_stands_far_below_the_last_sealed_entry_waits_for_the_far_look_and_is_never_passed_over_in_silence(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var ids = await app.WriteAsync(1);
        await app.WithDbAsync(async db =>
        {
            db.JournalSeals.Add(new JournalSeal { Position = 1, EntryId = ids[0] + 1000, Hash = new byte[32] });
            return await db.SaveChangesAsync();
        });

        await app.SealJournalAsync();
        Assert.False(await app.WithDbAsync(db => db.JournalSeals.AnyAsync(seal => seal.EntryId == ids[0])));
        await app.SealJournalAsync(looksFarBack: true);

        Assert.True(await app.WithDbAsync(db => db.JournalSeals.AnyAsync(seal => seal.EntryId == ids[0])));
    }

    [Fact]
    public async Task A_pass_of_the_worker_seals_all_there_is_however_much()
    {
        await using var app = await PortalApp.StartAsync();
        using var worker = new JournalSealWorker(
            app.Services.GetRequiredService<IServiceScopeFactory>(), app.Time, new LogRecorder<JournalSealWorker>());
        await app.WriteAsync(2 * JournalSealer.Batch + 1);

        await worker.PassAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2 * JournalSealer.Batch + 1, await app.WithDbAsync(db => db.JournalSeals.CountAsync()));
    }

    [Fact]
    public async Task The_head_is_written_to_the_log_once_an_hour()
    {
        await using var app = await PortalApp.StartAsync();
        var log = new LogRecorder<JournalSealWorker>();
        using var worker = new JournalSealWorker(app.Services.GetRequiredService<IServiceScopeFactory>(), app.Time, log);
        await app.WriteAsync(2);

        await worker.PassAsync(TestContext.Current.CancellationToken);
        await app.WriteAsync(1);
        app.Time.Advance(TimeSpan.FromMinutes(59));
        await worker.PassAsync(TestContext.Current.CancellationToken);
        Assert.Single(log.Entries);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await worker.PassAsync(TestContext.Current.CancellationToken);

        var head = (await app.VerifyAsync()).Head;
        Assert.Equal(3, head?.Position);
        Assert.Equal((LogLevel.Information, $"The head of the journal's chain is {head}"), log.Entries[^1]);
        Assert.Equal(2, log.Entries.Count);
    }
}
