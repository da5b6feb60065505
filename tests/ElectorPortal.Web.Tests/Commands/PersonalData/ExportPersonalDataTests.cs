using System.Text.Json;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Commands.PersonalData;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands.PersonalData;

/// <summary>The right of access: everything about one elector, nothing of another, no secret.</summary>
public sealed class ExportPersonalDataTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-access-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, EachDatabase]
    public async Task The_file_holds_all_about_one_elector_and_no_secret(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (person, other) = (await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync());
        foreach (var somebody in new[] { person, other })
            await (await app.Electors.SignInAsync(somebody)).AskAsync(somebody);
        await app.RunOutboxAsync();

        var (code, said) = await app.RunCommandAsync("electors", "export", person.Email.ToUpperInvariant(), "--out", PathOf("acces.json"));

        Assert.Equal((ExitCodes.Done, ""), (code, said.Contains("lisible par son seul propriétaire", StringComparison.Ordinal) ? "" : said));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("acces.json")));
        var text = await File.ReadAllTextAsync(PathOf("acces.json"), TestContext.Current.CancellationToken);
        using var held = JsonDocument.Parse(text);
        var root = held.RootElement;
        Assert.Equal("BERNARD", root.GetProperty("électeur").GetProperty("nom de naissance").GetString());
        Assert.Equal("Amiens", root.GetProperty("électeur").GetProperty("académie").GetString());
        Assert.Equal(1, root.GetProperty("électeur").GetProperty("demandes d'identifiant acceptées").GetInt32());
        Assert.Equal("2018-11-30T10:00:00Z", root.GetProperty("demandes d'identifiant")[0].GetProperty("acceptée le").GetString());
        Assert.Equal(2, root.GetProperty("messages").GetArrayLength());
        Assert.Equal("Submitted", root.GetProperty("messages")[0].GetProperty("étapes").EnumerateArray().Last().GetProperty("état").GetString());
        Assert.Equal("Connexion", root.GetProperty("journal")[0].GetProperty("acte").GetString());
        Assert.Equal(1, root.GetProperty("sessions").GetArrayLength());
        SecretWatch.AssertAbsent(
            [other.Email, other.Numen, person.Numen, TestElectors.Password, ReassortJourney.Phone, .. SentSecrets.In(app.Mailbox.NewestFirst.Select(message => message.Text))],
            text, "the file");
        var hash = await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id).Select(row => row.PasswordHash).SingleAsync());
        Assert.DoesNotContain(hash!, text, StringComparison.Ordinal);
        var entry = await app.WithDbAsync(db => db.Journal.OrderBy(row => row.Id).LastAsync());
        Assert.Equal((JournalKind.Export, JournalOutcome.Done, person.Id, "Droit d'accès"), (entry.Kind, entry.Outcome, entry.ElectorId, entry.Detail));
    }

    [Theory]
    [InlineData("personne@ac-amiens.fr", "Aucun électeur n'est connu à l'adresse personne@ac-amiens.fr.")]
    [InlineData("pas une adresse", "« pas une adresse » n'est pas une adresse de messagerie.")]
    public async Task Who_is_not_known_is_refused_in_a_sentence_and_no_file_is_made(string typed, string expected)
    {
        await using var app = await PortalApp.StartAsync();
        _ = app.Services;

        var (code, said) = await app.RunCommandAsync("electors", "export", typed, "--out", PathOf("acces.json"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("acces.json")));
        Assert.Equal(0, await app.WithDbAsync(db => db.Journal.CountAsync()));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_and_nothing_is_journalled()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync();
        await File.WriteAllTextAsync(PathOf("acces.json"), "d'hier", TestContext.Current.CancellationToken);

        var (code, _) = await app.RunCommandAsync("electors", "export", person.Email, "--out", PathOf("acces.json"));

        Assert.Equal((ExitCodes.Failed, "d'hier"), (code, await File.ReadAllTextAsync(PathOf("acces.json"), TestContext.Current.CancellationToken)));
        Assert.Equal(0, await app.WithDbAsync(db => db.Journal.CountAsync()));
    }

    /// <summary>Whoever adds a column about an elector says there whether he may read it.</summary>
    [Fact]
    public async Task No_column_about_an_elector_is_forgotten()
    {
        await using var app = await PortalApp.StartAsync();
        var columns = await app.WithDbAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(type => type.ClrType == typeof(Elector) || type.ClrType == typeof(OutboxEvent) || type.FindProperty("ElectorId") is not null)
            .SelectMany(type => type.GetProperties().Concat(type.GetComplexProperties().SelectMany(part => part.ComplexType.GetProperties())))
            .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}")
            .ToList()));

        Assert.Equal(columns.Order(StringComparer.Ordinal), PersonalDataWords.Of.Keys.Order(StringComparer.Ordinal));
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
