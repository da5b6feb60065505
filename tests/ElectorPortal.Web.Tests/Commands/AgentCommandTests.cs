using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class AgentCommandTests
{
    [Theory, EachDatabase]
    public async Task An_agent_is_added_to_an_academy_however_it_is_spelt_and_his_link_is_printed_once(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);

        var answer = await portal.RunAsync(
            "agents", "add", "A.B@ac-besancon.fr", "--name", "Alix Béranger", "--role", "agent", "--academie", "BESANCON");

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains("valable 3 jours, jusqu'au 18 novembre 2018 à 12:00 (heure de Paris)", answer.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^https://portail\.test/helpdesk/inscription\?token=[\w-]{43}\r?$", answer.Output);
        var agent = await portal.WithDbAsync(db => db.Agents.Include(row => row.Academy).SingleAsync());
        Assert.Equal(("a.b@ac-besancon.fr", "Alix Béranger", AgentRole.Agent, "Besançon"), (agent.Email.Value, agent.Name, agent.Role, agent.Academy!.Name));
        Assert.Equal(32, agent.EnrolmentTokenHash!.Length);
        var entry = await portal.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal(
            (JournalKind.AgentAdded, JournalOutcome.Done, null, "Alix Béranger, a•••••@ac-besancon.fr, Agent"),
            (entry.Kind, entry.Outcome, entry.AgentId, entry.Detail));
    }

    [Theory]
    [InlineData(ExitCodes.WrongUsage, "AcademyMissing", "agent")]
    [InlineData(ExitCodes.Failed, "AcademyUnknown", "agent", "--academie", "Atlantide")]
    [InlineData(ExitCodes.WrongUsage, "AcademyUnexpected", "supervisor", "--academie", "Lille")]
    [InlineData(ExitCodes.WrongUsage, "AcademyUnexpected", "administrator", "--academie", "Lille")]
    public async Task An_academy_that_does_not_go_with_the_role_is_refused(int code, string reason, params string[] rest)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync(["agents", "add", "a.b@ac-lille.fr", "--name", "Alix Béranger", "--role", .. rest]);

        Assert.Equal((code, ""), (answer.Code, answer.Output));
        Assert.Contains("académie", answer.Error, StringComparison.Ordinal);
        Assert.False(await portal.WithDbAsync(db => db.Agents.AnyAsync()));
        var entry = await portal.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal((JournalKind.AgentAdded, JournalOutcome.Refused, reason), (entry.Kind, entry.Outcome, entry.Reason));
    }

    [Theory]
    [InlineData("agents", "add", "nobody", "--name", "Alix Béranger", "--role", "supervisor")]
    [InlineData("agents", "add", "a.b@ac-lille.fr", "--name", " ", "--role", "supervisor")]
    [InlineData("agents", "add", "a.b@ac-lille.fr", "--name", "Alix Béranger", "--role", "boss")]
    [InlineData("agents", "add", "a.b@ac-lille.fr", "--name", "Alix Béranger")]
    [InlineData("agents", "add", "a.b@ac-lille.fr", "--role", "supervisor")]
    [InlineData("agents", "disable", "nobody")]
    [InlineData("agents", "reset")]
    public async Task A_command_that_makes_no_sense_is_wrong_usage(params string[] words)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync(words);

        Assert.Equal((ExitCodes.WrongUsage, ""), (answer.Code, answer.Output));
        Assert.NotEmpty(answer.Error);
        Assert.False(await portal.WithDbAsync(db => db.Agents.AnyAsync()));
    }

    [Fact]
    public async Task An_agent_is_disabled_once_and_comes_back_by_being_added()
    {
        await using var portal = await PortalCommands.StartAsync();
        await AddAsync(portal, "a.b@ac-lille.fr");

        var twice = await AddAsync(portal, "a.b@ac-lille.fr");
        var disabled = await portal.RunAsync("agents", "disable", "A.B@ac-lille.fr");
        var again = await portal.RunAsync("agents", "disable", "a.b@ac-lille.fr");
        var unknown = await portal.RunAsync("agents", "disable", "c.d@ac-lille.fr");
        var reset = await portal.RunAsync("agents", "reset", "a.b@ac-lille.fr");
        var back = await AddAsync(portal, "a.b@ac-lille.fr");

        Assert.Equal(
            [ExitCodes.Failed, ExitCodes.Done, ExitCodes.Failed, ExitCodes.Failed, ExitCodes.Failed, ExitCodes.Done],
            [twice.Code, disabled.Code, again.Code, unknown.Code, reset.Code, back.Code]);
        Assert.Null((await portal.WithDbAsync(db => db.Agents.SingleAsync())).DisabledAt);
        Assert.Equal(
            ["AgentAdded", "AgentAdded AlreadyThere", "AgentDisabled", "AgentDisabled Disabled", "AgentDisabled Unknown", "AgentReset Disabled", "AgentAdded"],
            await portal.WithDbAsync(async db => (await db.Journal.OrderBy(entry => entry.Id).ToListAsync()).Select(entry => $"{entry.Kind} {entry.Reason}".TrimEnd()).ToList()));
    }

    [Theory, EachDatabase]
    public async Task A_reset_replaces_the_link(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        var added = await AddAsync(portal, "a.b@ac-lille.fr");
        var before = (await portal.WithDbAsync(db => db.Agents.SingleAsync())).EnrolmentTokenHash;

        var reset = await portal.RunAsync("agents", "reset", "a.b@ac-lille.fr");

        Assert.Equal(ExitCodes.Done, reset.Code);
        Assert.NotEqual(added.Output.Split("token=")[1], reset.Output.Split("token=")[1]);
        Assert.NotEqual(before, (await portal.WithDbAsync(db => db.Agents.SingleAsync())).EnrolmentTokenHash);
        Assert.Equal(1, await portal.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.AgentReset)));
    }

    [Fact]
    public async Task The_list_has_one_plain_line_an_agent()
    {
        await using var portal = await PortalCommands.StartAsync();
        await AddAsync(portal, "b.c@ac-lille.fr");
        await portal.RunAsync("agents", "add", "a.b@ac-lille.fr", "--name", "Alix Béranger", "--role", "agent", "--academie", "Lille");
        await portal.RunAsync("agents", "disable", "b.c@ac-lille.fr");

        var answer = await portal.RunAsync("agents", "list");

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Equal(
            [
                "a.b@ac-lille.fr\tAlix Béranger\tAgent\tLille\tLien d'inscription valable jusqu'au 18/11/2018 12:00",
                "b.c@ac-lille.fr\tDominique Petit\tSuperviseur\tToutes\tDésactivé le 15/11/2018 12:00",
            ],
            answer.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    private static Task<CommandAnswer> AddAsync(PortalCommands portal, string email) =>
        portal.RunAsync("agents", "add", email, "--name", "Dominique Petit", "--role", "supervisor");
}
