using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Retention;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>The end of what is known about electors: numbers first, then everything.</summary>
public sealed class DestroyElectionTests
{
    private static readonly DateTimeOffset Close = new(2018, 12, 6, 16, 0, 0, TimeSpan.Zero);

    [Theory, EachDatabase]
    [Trait("ASVS", "14.2.7")]
    public async Task Once_no_appeal_can_come_everything_about_electors_goes_and_results_stay(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Retention:AppealsClose", "2019-03-01T00:00"));
        await PlayAsync(app);
        app.Time.AdjustTime(new DateTimeOffset(2019, 2, 28, 23, 0, 0, TimeSpan.Zero));

        var dry = await app.RunCommandAsync("purge", "--everything", "--dry-run");
        Assert.Equal(1, await app.WithDbAsync(db => db.Electors.CountAsync()));
        var real = await app.RunCommandAsync("purge", "--everything");

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (dry.Code, real.Code));
        foreach (var said in new[] { dry.Said, real.Said })
            Assert.Contains("1  électeur(s)", said, StringComparison.Ordinal);
        Assert.Equal(
            (0, 0, 0, 0, 0, 0),
            await app.WithDbAsync(async db => (
                await db.Electors.CountAsync(), await db.ElectorAddresses.CountAsync(), await db.ReassortRequests.CountAsync(),
                await db.OutboxMessages.CountAsync(), await db.Identifiers.CountAsync(), await db.Sessions.CountAsync())));
        Assert.True(await app.WithDbAsync(db => db.Academies.CountAsync()) > 0);
        Assert.Contains(JournalKind.Reassort, await app.WithDbAsync(db => db.Journal.Select(entry => entry.Kind).ToListAsync()));
        var check = await app.RunCommandAsync("database", "check");
        Assert.True(check.Code == ExitCodes.Done, check.Said);
    }

    [Theory]
    [InlineData(null, "Retention:AppealsClose n'est pas réglé")]
    [InlineData("2019-03-01T00:00", "Des recours sont possibles jusqu'au vendredi 1er mars 2019 à 0\u00A0h\u00A000")]
    public async Task Before_that_nothing_goes(string? appealsClose, string expected)
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Retention:AppealsClose", appealsClose));
        await PlayAsync(app);
        app.Time.AdjustTime(new DateTimeOffset(2019, 2, 28, 22, 59, 59, TimeSpan.Zero));

        var refused = await app.RunCommandAsync("purge", "--everything");

        Assert.Equal(ExitCodes.Failed, refused.Code);
        Assert.Contains(expected, refused.Said, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.ReassortRequests.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Purge)));
    }

    [Theory, EachDatabase]
    public async Task Numbers_go_ninety_days_after_the_close(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await PlayAsync(app);
        app.Time.AdjustTime(Close.AddDays(90).AddSeconds(-1));
        await app.RunCommandAsync("purge");
        Assert.Equal(("+33611223344", 32), await NumbersAsync());

        app.Time.AdjustTime(Close.AddDays(90));
        var dry = await app.RunCommandAsync("purge", "--dry-run");
        Assert.Equal(("+33611223344", 32), await NumbersAsync());
        var real = await app.RunCommandAsync("purge");

        Assert.Equal((null, 0), await NumbersAsync());
        foreach (var said in new[] { dry.Said, real.Said })
            Assert.Contains("2  numéro(s) de téléphone", said, StringComparison.Ordinal);

        Task<(string?, int)> NumbersAsync() => app.WithDbAsync(async db => (
            await db.Electors.Where(row => row.Id == person.Id).Select(row => row.PhoneOnFile).SingleAsync(),
            (await db.ReassortRequests.Select(request => request.NumberHash).SingleAsync()).Length));
    }

    [Theory, EachDatabase]
    public async Task Each_night_one_node_does_it_and_the_others_do_not(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        var nodes = Enumerable.Range(0, 3).Select(_ => new NightlyPurge(
            app.Services.GetRequiredService<IServiceScopeFactory>(), new Settings.RetentionOptions(), app.Time, NullLogger<NightlyPurge>.Instance)).ToList();

        // Five to three in Paris, three nights later; then three; then the same night again; then the next.
        Assert.Equal(0, await WorkersAtAsync(new DateTimeOffset(2018, 12, 3, 1, 55, 0, TimeSpan.Zero)));
        Assert.Equal(1, await app.WithDbAsync(db => db.Sessions.CountAsync()));
        Assert.Equal(1, await WorkersAtAsync(new DateTimeOffset(2018, 12, 3, 2, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, await app.WithDbAsync(db => db.Sessions.CountAsync()));
        Assert.Equal(0, await WorkersAtAsync(new DateTimeOffset(2018, 12, 3, 3, 59, 0, TimeSpan.Zero)));
        Assert.Equal(1, await WorkersAtAsync(new DateTimeOffset(2018, 12, 4, 2, 10, 0, TimeSpan.Zero)));
        Assert.Equal(2, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Purge)));

        async Task<int> WorkersAtAsync(DateTimeOffset instant)
        {
            app.Time.AdjustTime(instant);
            var worked = 0;
            foreach (var node in nodes)
                worked += await node.PassAsync(TestContext.Current.CancellationToken) ? 1 : 0;
            return worked;
        }
    }

    /// <summary>An elector with a number on file who has asked for an identifier.</summary>
    private static async Task<TestElector> PlayAsync(PortalApp app)
    {
        var person = await app.Electors.AddActiveAsync(phoneOnFile: "+33611223344");
        await (await app.Electors.SignInAsync(person)).AskAsync(person);
        await app.RunOutboxAsync();
        await app.SealJournalAsync();
        return person;
    }
}
