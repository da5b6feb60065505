using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Messaging;

/// <summary>From the address typed on the first page to the journal: a real mail, and the report that a server makes of it.</summary>
public sealed class ReturnedMailTests(SmtpPeer peer) : IClassFixture<SmtpPeer>
{
    [Theory]
    [EachDatabase]
    public async Task An_activation_mail_that_comes_back_is_in_the_journal_and_the_elector_may_ask_again_at_once(Database database)
    {
        await using var app = await PortalApp.StartAsync(
            database, [.. peer.Settings, ("Mail:BounceAddress", "rebonds@elections.example.fr")]);
        var person = await app.Electors.AddAsync($"{database}.disparu@ac-amiens.fr");
        await AskAsync(app, person);
        var mail = Assert.Single(await peer.MailsToAsync(person.Email.ToLowerInvariant()));

        Assert.StartsWith("rebonds+", mail.EnvelopeFrom, StringComparison.Ordinal);

        await AskAsync(app, person);
        Assert.Single(await peer.MailsToAsync(person.Email.ToLowerInvariant()));
        Assert.StartsWith("1 échec(s)", await ImportAsync(app, ReportOn(mail)), StringComparison.Ordinal);

        var entry = await app.WithDbAsync(db => db.Journal.OrderBy(row => row.Id).LastAsync());
        Assert.Equal(
            (JournalKind.Message, JournalOutcome.Failed, person.Id, "FailedPermanent"), (entry.Kind, entry.Outcome, entry.ElectorId, entry.Reason));
        Assert.EndsWith("•••••@ac-amiens.fr dsn-5.1.1", entry.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Activation ", entry.Detail, StringComparison.Ordinal);
        await AskAsync(app, person);
        Assert.Equal(2, (await peer.MailsToAsync(person.Email.ToLowerInvariant())).Count);
    }

    private static async Task AskAsync(PortalApp app, TestElector person)
    {
        var home = await app.NewBrowser().GetAsync("/");
        await home.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer");
        await app.RunOutboxAsync();
    }

    /// <summary>What Postfix returns for a mail like the one of the sample: to the sender of the envelope, with the headers of the mail.</summary>
    private static byte[] ReportOn(ReceivedMail mail) => System.Text.Encoding.UTF8.GetBytes(
        File.ReadAllText(PortalCommands.Sample("bounces/postfix-failed.eml"))
            .Replace("rebonds+0193f5b26c1e7a409d213b7f0c5a1e01@elections.example.fr", mail.EnvelopeFrom, StringComparison.Ordinal)
            .Replace("<0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e01@elections.example.fr>", mail.MessageId, StringComparison.Ordinal)
            .Replace("agent1@ac-amiens.fr", mail.To, StringComparison.Ordinal));

    private static async Task<string> ImportAsync(PortalApp app, byte[] report)
    {
        var database = app.Services.GetRequiredService<DatabaseOptions>();
        await using var output = new StringWriter();
        var surroundings = new CommandSurroundings
        {
            Input = () => new MemoryStream(report),
            Output = output,
            Error = output,
            Services = services => services.AddSingleton<TimeProvider>(app.Time),
        };
        await PortalCommandLine.RunAsync(
            [
                "bounces", "import", "-", "--environment=Test", $"--Portal:PublicBaseUrl={PortalApp.PublicBaseUrl}",
                $"--Database:Provider={database.Provider}", $"--ConnectionStrings:Portal={database.ConnectionString}",
            ],
            surroundings);
        return output.ToString();
    }
}
