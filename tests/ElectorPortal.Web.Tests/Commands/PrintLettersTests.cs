using System.Text;
using ElectorPortal.Web.Commands;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class PrintLettersTests
{
    private const string Header = "email;civilite;nom;prenoms;academie;affectation;identifiant";

    [Fact]
    public async Task Notices_become_letters_a_page_each_that_their_owner_alone_can_read()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2, academy: "Lille"), PortalCommands.Line(3, academy: "Lille"));
        await portal.RunAsync("identifiers", "issue", "--out", portal.PathOf("notices.csv"));

        var all = await portal.RunAsync("identifiers", "letters", portal.PathOf("notices.csv"), "--out", portal.PathOf("toutes.pdf"));
        var some = await portal.RunAsync("identifiers", "letters", portal.PathOf("notices.csv"), "--out", portal.PathOf("lille.pdf"), "--academie", "lille");
        var again = await portal.RunAsync("identifiers", "letters", portal.PathOf("notices.csv"), "--out", portal.PathOf("lille.pdf"));

        Assert.Equal((ExitCodes.Done, ExitCodes.Done, ExitCodes.Failed), (all.Code, some.Code, again.Code));
        Assert.Equal((3, 2), (Pages(portal, "toutes.pdf"), Pages(portal, "lille.pdf")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(portal.PathOf("toutes.pdf")));
    }

    [Theory]
    [InlineData("agent@ac-amiens.fr;Mme;BERNARD;Camille;Amiens;Lycée;PAS-UN-IDENTIFIANT")]
    [InlineData("agent@ac-amiens.fr;Mme;BERNARD")]
    [InlineData("")]
    public async Task A_file_that_is_no_file_of_notices_leaves_no_letters_behind(string line)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync(
            "identifiers", "letters", await portal.WriteAsync("notices.csv", Header, "a@ac-amiens.fr;Mme;A;B;Amiens;Lycée;68WMEUWD5AEJ", line), "--out", portal.PathOf("lettres.pdf"), "--academie", "Mayotte");

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.NotEmpty(answer.Error);
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(portal.PathOf("x"))!), file => file.Contains(".pdf", StringComparison.Ordinal));
    }

    private static int Pages(PortalCommands portal, string name)
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(portal.PathOf(name)));
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Count(text, @"/Type\s*/Page\b");
    }
}
