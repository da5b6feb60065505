using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class SendInvitationsTests
{
    [Theory, EachDatabase]
    public async Task Those_who_have_not_opened_their_space_are_invited_once_however_often_the_command_runs(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2), PortalCommands.Line(3, academy: "Lille"), PortalCommands.Line(4));
        await portal.WithDbAsync(async db =>
        {
            var electors = await db.Electors.OrderBy(elector => elector.Id).ToListAsync();
            electors[1].SetPassword("hash", portal.Time.GetUtcNow().UtcDateTime);
            electors[3].RemovedAt = portal.Time.GetUtcNow().UtcDateTime;
            return await db.SaveChangesAsync();
        });

        var one = await SendAsync(portal, "--academie", "amiens");
        var all = await SendAsync(portal);
        var again = await SendAsync(portal);

        Assert.Equal(["1 invitation(s) en route.", "1 invitation(s) en route.", "0 invitation(s) en route."], new[] { one, all, again }.Select(answer => answer.Output.Trim()));
        Assert.Equal(
            [("agent1@ac-amiens.fr", LinkOrigin.Invitation), ("agent3@ac-amiens.fr", LinkOrigin.Invitation)],
            await portal.WithDbAsync(async db => (await db.AccountLinks.OrderBy(link => link.ElectorId).ToListAsync()).Select(link => (link.Address.Value, link.Origin)).ToList()));
        Assert.Equal(2, await portal.WithDbAsync(db => db.OutboxMessages.CountAsync(message => message.NextAttemptAt != null)));
        Assert.Equal(2, await portal.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Invitation && entry.AcademyId != null)));
    }

    [Theory, EachDatabase]
    public async Task A_reminder_leaves_once_within_two_days_of_the_end(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1));
        await SendAsync(portal);

        portal.Time.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        var early = await SendAsync(portal, "--reminders");
        portal.Time.Advance(TimeSpan.FromSeconds(1));
        var due = await SendAsync(portal, "--reminders");
        var again = await SendAsync(portal, "--reminders");
        portal.Time.Advance(TimeSpan.FromDays(6));
        var last = await SendAsync(portal, "--reminders");

        Assert.Equal(["0", "1", "0", "0"], new[] { early, due, again, last }.Select(answer => answer.Output.Trim().Split(' ')[0]));
        var links = await portal.WithDbAsync(db => db.AccountLinks.OrderBy(link => link.CreatedAt).ToListAsync());
        Assert.Equal([LinkOrigin.Invitation, LinkOrigin.Reminder], links.Select(link => link.Origin));
        Assert.NotNull(links[0].ReplacedAt);
        Assert.Equal(TimeSpan.FromDays(7), links[1].ExpiresAt - links[1].CreatedAt);
    }

    [Fact]
    public async Task Mails_are_written_no_faster_than_asked()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync([.. Enumerable.Range(1, 120).Select(number => PortalCommands.Line(number))]);
        var start = portal.Time.GetUtcNow().UtcDateTime;

        await SendAsync(portal, "--per-minute", "10");

        var instants = await portal.WithDbAsync(db => db.OutboxMessages.OrderBy(message => message.CreatedAt).Select(message => message.CreatedAt).ToListAsync());
        Assert.Equal(120, instants.Count);
        Assert.Equal([0, 5, 10], instants.Distinct().Select(at => Math.Round((at - start).TotalMinutes)));
    }

    [Theory]
    [InlineData(ExitCodes.Failed, "--academie", "Atlantide")]
    [InlineData(ExitCodes.WrongUsage, "--per-minute", "0")]
    [InlineData(ExitCodes.WrongUsage, "--per-minute", "vite")]
    public async Task What_cannot_be_asked_is_said_and_sends_nothing(int code, params string[] words)
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1));

        var answer = await SendAsync(portal, words);

        Assert.Equal(code, answer.Code);
        Assert.NotEmpty(answer.Error);
        Assert.Equal(0, await portal.WithDbAsync(db => db.OutboxMessages.CountAsync()));
    }

    private static Task<CommandAnswer> SendAsync(PortalCommands portal, params string[] words) => portal.RunAsync(["invitations", "send", .. words]);
}
