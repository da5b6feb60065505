using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Tests.Security.Seals;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>The journal lives for two years, and its chain longer.</summary>
public sealed class PurgeJournalTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "14.2.7")]
    public async Task Entries_older_than_two_years_go_with_their_seals_and_the_chain_holds(Database database)
    {
        await using var app = await StartAsync(database);
        var note = (await app.VerifyAsync()).Head!;

        var dry = await app.RunCommandAsync("purge", "--dry-run");
        var before = await CountAsync(app);
        var real = await app.RunCommandAsync("purge");
        await app.SealJournalAsync();

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (dry.Code, real.Code));
        Assert.Contains("3  entrée(s) du journal de plus de deux ans", dry.Said, StringComparison.Ordinal);
        Assert.Contains("3  entrée(s) du journal de plus de deux ans", real.Said, StringComparison.Ordinal);
        Assert.Equal((5, 5), before);
        // Two that were young enough, and the two entries of the purge itself.
        Assert.Equal((4, 4), await CountAsync(app));
        var check = await app.RunCommandAsync("database", "check");
        Assert.True(check.Code == ExitCodes.Done, check.Said);
        Assert.Null((await app.VerifyAsync(note)).Broken);
        Assert.Contains("entrée(s) du journal", await app.WithDbAsync(db => db.Journal.OrderBy(entry => entry.Id).Select(entry => entry.Detail).LastAsync()), StringComparison.Ordinal);
        // Once more: nothing is old enough.
        await app.RunCommandAsync("purge");
        Assert.Equal(5, (await CountAsync(app)).Entries);
    }

    [Theory, EachDatabase]
    public async Task What_is_removed_beyond_the_purge_shows(Database database)
    {
        await using var app = await StartAsync(database);
        var old = new ChainNote(1, (await app.VerifyAsync()).Head!.Fingerprint);
        await app.RunCommandAsync("purge");
        await app.SealJournalAsync();

        Assert.Equal((ChainFault.NotePurged, 1), (await app.VerifyAsync(old)).Broken);
        await app.WithDbAsync(async db =>
        {
            var next = await db.JournalSeals.OrderBy(seal => seal.Position).FirstAsync();
            await db.Journal.Where(entry => entry.Id == next.EntryId).ExecuteDeleteAsync();
            return await db.JournalSeals.Where(seal => seal.Position == next.Position).ExecuteDeleteAsync();
        });
        Assert.Equal((ChainFault.SealMissing, 4), (await app.VerifyAsync()).Broken);
        // The beginning is moved along, by somebody who has the database and not the key.
        await app.WithDbAsync(db => db.JournalBeginnings.ExecuteUpdateAsync(row => row.SetProperty(beginning => beginning.Position, 4)));
        Assert.Equal((ChainFault.BeginningForged, 4), (await app.VerifyAsync()).Broken);
        Assert.Equal(ExitCodes.Failed, (await app.RunCommandAsync("database", "check")).Code);
        await app.WithDbAsync(db => db.JournalBeginnings.ExecuteDeleteAsync());
        Assert.Equal((ChainFault.SealMissing, 1), (await app.VerifyAsync()).Broken);
    }

    /// <summary>Three entries that are older than two years by now, and two that are not.</summary>
    private static async Task<PortalApp> StartAsync(Database database)
    {
        var app = await PortalApp.StartAsync(database);
        await app.WriteAsync(3);
        app.Time.AdjustTime(PortalApp.DuringTheVote.AddSeconds(2));
        await app.WriteAsync(2);
        await app.SealJournalAsync();
        app.Time.AdjustTime(PortalApp.DuringTheVote.AddYears(2).AddSeconds(1));
        return app;
    }

    private static Task<(int Entries, int Seals)> CountAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.CountAsync(), await db.JournalSeals.CountAsync()));
}
