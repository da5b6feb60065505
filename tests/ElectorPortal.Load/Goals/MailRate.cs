using System.Globalization;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ElectorPortal.Load.Goals;

/// <summary>P7: mails that wait in the outbox of PostgreSQL, beside MailKit that sends the same ones in a loop and writes nothing down.</summary>
internal static class MailRate
{
    private const double LeastShare = 0.75;
    private const int Connections = 4;
    private const int FloorSeconds = 10;
    private const string Subject = "Création de votre compte";
    private const string Text = "Bonjour,\n\nVoici le lien qui ouvre votre espace électeur. Il est valable trois jours.\n\nhttps://elections.example.fr/portail/creation-compte-etape2.htm?token=";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(int rounds, int messages)
    {
        List<double> loop = [], bare = [], outbox = [];
        for (var round = 0; round <= rounds; round++)
        {
            var (below, rows, above) = (await LoopAsync(messages), await BareAsync(messages), await OutboxAsync(messages));
            // The first round warms all up.
            if (round == 0)
                continue;

            loop.Add(below);
            bare.Add(rows);
            outbox.Add(above);
        }

        var (sent, inLoop) = (Figures.Percentile(outbox, 0.5), Figures.Percentile(loop, 0.5));
        var limit = Figures.InTurn(inLoop, Figures.Percentile(bare, 0.5));
        return
        [
            new Finding(
                "P7", $"mails a second out of the outbox, {messages} after as many uncounted, PostgreSQL",
                $"{Figures.Spread(outbox)}, MailKit on {Connections} connections {Figures.Spread(loop)}: {Figures.Text(sent / inLoop, "0.00")} times", "at least 0.75", sent / inLoop >= LeastShare),
            new Finding(
                "P7", "the same rows claimed and settled bare, then sent by MailKit, a second",
                $"{Figures.Spread(bare)} without mail, one after the other {Figures.Text(limit)}: {Figures.Text(limit / inLoop, "0.00")} times", "", null),
        ];
    }

    private static async Task<double> LoopAsync(int messages)
    {
        await using var sink = new MailSink();
        var html = new MailFrame(new PortalOptions()).Around(MailTo(0));
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync("127.0.0.1", sink.Port, SecureSocketOptions.None);
            for (var number = 0; number < messages / Connections; number++)
            {
                using var message = new MimeMessage();
                message.From.Add(new MailboxAddress("Élections professionnelles", "ne-pas-repondre@elections.example.fr"));
                message.To.Add(new MailboxAddress(null, AddressOf(number)));
                message.Subject = Subject;
                message.Body = new BodyBuilder { TextBody = Text, HtmlBody = html }.ToMessageBody();
                await client.SendAsync(message);
            }

            await client.DisconnectAsync(quit: true);
        }));
        return await sink.RateOfAsync(messages / Connections * Connections);
    }

    private static async Task<double> OutboxAsync(int messages)
    {
        await using var sink = new MailSink();
        await using var site = await CrashSite.StartAsync(Database.PostgreSql, 0, ("Mail:Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)));
        await FillAsync(site.Aside, 2 * messages);
        site.IsMeasured = true;
        await site.AddPortalAsync();
        // A portal that has just started compiles as it goes, for a dozen seconds: the loop beside it is warm.
        return await sink.RateOfAsync(2 * messages, after: messages);
    }

    private static async Task<double> BareAsync(int messages)
    {
        await using var app = await PortalApp.StartAsync(Database.PostgreSql);
        await FillAsync(app, messages);
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        return await new BareRows(app.OwnDatabase.ConnectionString).HandOversAsync(FloorSeconds);
    }

    private static Task FillAsync(PortalApp app, int messages) => InventedMessages.FillAsync(app, messages, (outbox, number, elector) =>
        outbox.Add(MailTo(number), MessageTopic.PasswordNotice, elector, $"load:{number}"));

    private static MailMessage MailTo(int number) => new() { OutboxId = Guid.CreateVersion7(), To = AddressOf(number), Subject = Subject, Text = Text };

    private static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"prenom.nom{number}@ac-invente.fr");
}
