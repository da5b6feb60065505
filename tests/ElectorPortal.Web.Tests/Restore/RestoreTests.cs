using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Commands;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Restore;

/// <summary>The machine is lost. What is left is a backup of the database, and the certificate with its password.</summary>
public sealed partial class RestoreTests : IDisposable
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const string Password = "Mot de passe personnel électeur";
    private const string Twice = "Confirmation du mot de passe personnel électeur";

    private readonly string safe = Directory.CreateTempSubdirectory("portal-safe-").FullName;

    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    public void Dispose() => Directory.Delete(safe, recursive: true);

    [Theory, MemberData(nameof(Databases))]
    [Trait("ASVS", "11.1.1")]
    public async Task On_an_empty_machine_everything_of_the_moment_of_the_backup_is_there_and_nothing_of_later(Database database)
    {
        SkipWithout(database);
        var keys = MakeCertificate("portal");
        await using var lost = await PortalApp.StartAsync(database, keys);
        var (person, newcomer, waiting) = (await lost.Electors.AddActiveAsync(), await lost.Electors.AddAsync(), await lost.Electors.AddAsync());
        var browser = await lost.Electors.SignInAsync(person);
        await EnterAsync(lost, newcomer);
        await browser.AskAsync(person);
        await lost.RunOutboxAsync();
        var (link, identifier) = (LinkOf(lost, newcomer), IdentifierOf(lost));
        // Promised, and not yet gone.
        await EnterAsync(lost, waiting);
        await lost.SealJournalAsync();

        await lost.OwnDatabase.BackUpAsync(BackupFile);
        lost.Time.AdjustTime(lost.Time.GetUtcNow().AddMinutes(20));
        Assert.Equal("/portail/reassort/suivi", (await browser.AskAsync(person)).Location);
        await lost.RunOutboxAsync();
        var later = IdentifierOf(lost);
        await using var restored = PortalApp.On(await TestDatabase.RestoreAsync(database, BackupFile), keys);
        restored.Time.AdjustTime(lost.Time.GetUtcNow());

        Assert.Equal((ExitCodes.Done, "La base est à jour.\n"), await restored.RunCommandAsync("database", "migrate"));
        await restored.SealJournalAsync();
        var (code, said) = await restored.RunCommandAsync("database", "check");
        Assert.True(code == ExitCodes.Done, said);
        await restored.Electors.SignInAsync(person);
        await AssertLinkOpensAsync(restored, link);
        Assert.Equal(HashOf(restored, identifier), await CurrentAsync(restored, person));
        Assert.NotEqual(HashOf(restored, later), await CurrentAsync(restored, person));
        await restored.RunOutboxAsync();
        await AssertLinkOpensAsync(restored, LinkOf(restored, waiting));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task With_another_certificate_nothing_starts_and_the_right_one_mends_it(Database database)
    {
        SkipWithout(database);
        var keys = MakeCertificate("portal");
        TestElector person;
        await using (var lost = await PortalApp.StartAsync(database, keys))
        {
            person = await lost.Electors.AddActiveAsync();
            await lost.OwnDatabase.BackUpAsync(BackupFile);
        }

        var copy = await TestDatabase.RestoreAsync(database, BackupFile);
        var (code, said) = await RunAsync(copy, [.. MakeCertificate("another")], "database", "check");
        await using var restored = PortalApp.On(copy, keys);

        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Contains("certificat", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Equal(0, await restored.WithDbAsync(db => db.Journal.CountAsync()));
        await restored.Electors.SignInAsync(person);
        Assert.Equal(ExitCodes.Done, (await restored.RunCommandAsync("database", "check")).Code);
    }

    private string BackupFile => Path.Combine(safe, "portal-backup");

    private static void SkipWithout(Database database)
    {
        var why = TestDatabase.WhyAbsent(database);
        Assert.SkipWhen(why is not null, why ?? "");
    }

    /// <summary>As the operator makes it, once.</summary>
    private (string Key, string? Value)[] MakeCertificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(PortalApp.DuringTheVote, PortalApp.DuringTheVote.AddYears(5));
        var file = Path.Combine(safe, $"{name}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "au coffre"));
        return [("DataProtection:CertificatePath", file), ("DataProtection:CertificatePassword", "au coffre")];
    }

    private static async Task EnterAsync(PortalApp app, TestElector person) =>
        await (await app.NewBrowser().GetAsync("/")).Fill(Address, person.Email).PressAsync("Continuer");

    private static string LinkOf(PortalApp app, TestElector person) =>
        new Uri(Link().Match(app.Mailbox.NewestFirst.First(message => message.To == person.Email).Text).Value).PathAndQuery;

    private static VoterIdentifier IdentifierOf(PortalApp app)
    {
        var sms = app.Mailbox.NewestFirst.First(message => message.IsSms).Text;
        Assert.True(VoterIdentifier.TryParse(SentSecrets.In([sms]).Single(), out var identifier));
        return identifier;
    }

    private static byte[] HashOf(PortalApp app, VoterIdentifier identifier) => app.Services.GetRequiredService<KeyedHash>().Of(identifier);

    private static Task<byte[]> CurrentAsync(PortalApp app, TestElector person) =>
        app.WithDbAsync(db => db.Identifiers.Where(row => row.ElectorId == person.Id).Select(row => row.Hash).SingleAsync());

    private static async Task AssertLinkOpensAsync(PortalApp app, string link)
    {
        var choice = await (await app.NewBrowser().GetAsync(link)).FollowAsync();
        var chosen = await choice.Fill(Password, TestElectors.Password).Fill(Twice, TestElectors.Password).PressAsync("Valider");
        Assert.Equal((HttpStatusCode.SeeOther, "/portail/accueil"), (chosen.Status, chosen.Location));
    }

    private static async Task<(int Code, string Said)> RunAsync(TestDatabase database, (string Key, string? Value)[] settings, params string[] command)
    {
        using var said = new StringWriter();
        string[] arguments =
        [
            .. command, "--environment=Test", "--Portal:PublicBaseUrl=https://portail.test", "--Election:Voting:Opens=2018-11-29T10:00",
            "--Election:Voting:Closes=2018-12-06T17:00", $"--Database:Provider={database.Provider}",
            $"--ConnectionStrings:Portal={database.ConnectionString}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        var code = await PortalCommandLine.RunAsync(arguments, new CommandSurroundings { Output = said, Error = said });
        return (code, said.ToString());
    }

    [GeneratedRegex(@"https://\S+\?token=\S+")]
    private static partial Regex Link();
}
