using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class RemoveElectorsTests
{
    private static readonly DateTimeOffset LastSecondOfTheEve = new(2018, 11, 28, 22, 59, 59, TimeSpan.Zero);

    [Theory]
    [EachDatabase]
    [Trait("ASVS", "7.4.5")]
    public async Task Until_the_last_second_of_the_eve_an_elector_leaves_the_rolls_and_his_sessions_end(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2), PortalCommands.Line(3, others: "alias@ac-amiens.fr"));
        await portal.WithDbAsync(async db =>
        {
            var now = portal.Time.GetUtcNow().UtcDateTime;
            foreach (var id in await db.Electors.Select(elector => elector.Id).ToListAsync())
                db.Sessions.Add(new ElectorSession { ElectorId = id, TokenHash = Guid.NewGuid().ToByteArray(), PasswordVersion = 0, CreatedAt = now, LastSeenAt = now });
            return await db.SaveChangesAsync();
        });
        portal.Time.SetUtcNow(LastSecondOfTheEve);

        var answer = await portal.RunAsync("electors", "remove", await portal.WriteAsync(
            "radiations.csv", "numen;email", "20E0000001ABC;", ";alias@ac-amiens.fr", "20E0000001ABC;agent1@ac-amiens.fr"));

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains("2 électeur(s) radié(s), 1 déjà radié(s), 0 ligne(s) rejetée(s).", answer.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["agent2@ac-amiens.fr"],
            await portal.WithDbAsync(async db => (await db.Electors.Where(elector => elector.RemovedAt == null).ToListAsync()).Select(elector => elector.Email.Value).ToList()));
        Assert.Equal(1, await portal.WithDbAsync(db => db.Sessions.CountAsync()));
        Assert.Equal(2, await portal.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Removal && entry.ElectorId != null)));
    }

    [Fact]
    public async Task On_the_day_of_the_vote_nobody_leaves_the_rolls_any_more()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1));
        portal.Time.SetUtcNow(LastSecondOfTheEve.AddSeconds(1));

        var answer = await portal.RunAsync("electors", "remove", await portal.WriteAsync("r.csv", "numen", "20E0000001ABC"));

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.Contains("jusqu'à la veille", answer.Error, StringComparison.Ordinal);
        Assert.False(await portal.WithDbAsync(db => db.Electors.AnyAsync(elector => elector.RemovedAt != null)));
    }

    [Fact]
    public async Task A_line_that_designates_nobody_or_two_people_is_rejected_and_the_others_applied()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2));

        var answer = await portal.RunAsync("electors", "remove", await portal.WriteAsync(
            "r.csv", "numen;email", "20E0000009ABC;", ";personne@ac-amiens.fr", ";", "20E0000001ABC;agent2@ac-amiens.fr", "20E0000002ABC;"));

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.Equal(1, await portal.WithDbAsync(db => db.Electors.CountAsync(elector => elector.RemovedAt != null)));
        Assert.Contains("Ligne 5, email : Le NUMEN et l'adresse désignent deux électeurs différents.", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_names_a_removed_elector_puts_him_back()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1));
        await portal.RunAsync("electors", "remove", await portal.WriteAsync("r.csv", "email", "agent1@ac-amiens.fr"));
        Assert.True(await portal.WithDbAsync(db => db.Electors.AllAsync(elector => elector.RemovedAt != null)));

        await portal.ImportAsync(PortalCommands.Line(1));
        Assert.True(await portal.WithDbAsync(db => db.Electors.AllAsync(elector => elector.RemovedAt == null)));
    }
}
