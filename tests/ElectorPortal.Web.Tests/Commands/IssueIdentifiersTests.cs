using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class IssueIdentifiersTests
{
    private const string NoticeHeader = "email;civilite;nom;prenoms;academie;affectation;identifiant";

    [Theory]
    [EachDatabase]
    public async Task Each_elector_gets_one_identifier_once(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2));

        var first = await portal.RunAsync("identifiers", "issue", "--out", portal.PathOf("notices.csv"));
        Assert.Equal((ExitCodes.Done, ""), (first.Code, first.Error));
        var rows = File.ReadAllLines(portal.PathOf("notices.csv"));
        Assert.Equal(NoticeHeader, rows[0]);
        Assert.Equal(2, rows.Skip(1).Select(row => row.Split(';')[^1]).Distinct().Count(text => VoterIdentifier.TryParse(text, out _)));
        Assert.StartsWith("agent1@ac-amiens.fr;Mme;BERNARD;Camille;Amiens;Lycée Louis-Thuillier, Amiens;", rows[1], StringComparison.Ordinal);

        await portal.ImportAsync(PortalCommands.Line(3));
        await portal.RunAsync("identifiers", "issue", "--out", portal.PathOf("suite.csv"));
        var second = File.ReadAllLines(portal.PathOf("suite.csv"));
        Assert.StartsWith("agent3@", Assert.Single(second.Skip(1)), StringComparison.Ordinal);
        Assert.Equal(3, await portal.WithDbAsync(db => db.Identifiers.CountAsync()));
    }

    [Fact]
    public async Task The_file_is_its_owners_alone_and_never_overwritten()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1));
        var file = await portal.WriteAsync("notices.csv", "précieux");

        var refused = await portal.RunAsync("identifiers", "issue", "--out", file);
        Assert.Equal(ExitCodes.Failed, refused.Code);
        Assert.Contains("existe déjà", refused.Error, StringComparison.Ordinal);
        Assert.Equal("précieux\n", File.ReadAllText(file));
        Assert.Equal(0, await portal.WithDbAsync(db => db.Identifiers.CountAsync()));

        await portal.RunAsync("identifiers", "issue", "--out", portal.PathOf("autre.csv"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(portal.PathOf("autre.csv")));
    }

    [Fact]
    public async Task Killed_after_the_commit_the_next_run_finds_the_file_and_gives_it_its_name()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2));
        var file = portal.PathOf("notices.csv");
        await portal.RunAsync("identifiers", "issue", "--out", file);
        var content = File.ReadAllText(file);
        File.Move(file, file + ".partiel");

        var answer = await portal.RunAsync("identifiers", "issue", "--out", file);

        Assert.Equal(ExitCodes.Done, answer.Code);
        Assert.Contains("2 identifiant(s)", answer.Output, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(file));
        Assert.False(File.Exists(file + ".partiel"));
    }

    [Fact]
    public async Task Killed_before_the_commit_the_next_run_starts_again()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1));
        var file = portal.PathOf("notices.csv");
        await portal.WriteAsync("notices.csv.partiel", NoticeHeader, "agent1@ac-amiens.fr;Mme;BERNARD;Camille;Amiens;Lycée;23456789ABCD");

        var answer = await portal.RunAsync("identifiers", "issue", "--out", file);

        Assert.Equal(ExitCodes.Done, answer.Code);
        Assert.DoesNotContain("23456789ABCD", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".partiel"));
        Assert.Equal(1, await portal.WithDbAsync(db => db.Identifiers.CountAsync()));
    }

    [Fact]
    [Trait("ASVS", "1.2.10")]
    public async Task A_name_that_looks_like_a_formula_is_written_as_text()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1).Replace("BERNARD", "=cmd|' /C calc'!A0", StringComparison.Ordinal));

        await portal.RunAsync("identifiers", "issue", "--out", portal.PathOf("notices.csv"));

        Assert.Contains(";'=cmd|' /C calc'!A0;", File.ReadAllText(portal.PathOf("notices.csv")), StringComparison.Ordinal);
    }
}
