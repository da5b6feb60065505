using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>The ids are those that the samples quote; each mail went to the elector of the same number.</summary>
public sealed class ImportBouncesTests
{
    private const string Failed = "0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e01";
    private const string FailedAtExchange = "0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e02";
    private const string Delayed = "0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e03";
    private const string Delivered = "0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e04";
    private const string Relayed = "0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e05";
    private const string Sms = "0193f5b2-6c1e-7a40-9d21-3b7f0c5a1eff";

    [Theory]
    [EachDatabase]
    public async Task A_folder_of_reports_tells_what_became_of_each_mail(Database database)
    {
        await using var portal = await StartAsync(database);

        var answer = await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.1"), await StateAsync(portal, Failed));
        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.10"), await StateAsync(portal, FailedAtExchange));
        Assert.Equal((OutboxStatus.Submitted, "dsn-4.4.1"), await StateAsync(portal, Delayed));
        Assert.Equal((OutboxStatus.Delivered, null), await StateAsync(portal, Delivered));
        Assert.Equal((OutboxStatus.Submitted, null), await StateAsync(portal, Relayed));
        Assert.Equal((OutboxStatus.Submitted, null), await StateAsync(portal, Sms));
        Assert.Equal(
            [
                "Done Delayed Activation a•••••@ac-amiens.fr dsn-4.4.1",
                "Done Delivered Activation a•••••@ac-amiens.fr",
                "Failed FailedPermanent Activation a•••••@ac-amiens.fr dsn-5.1.1",
                "Failed FailedPermanent Activation a•••••@ac-amiens.fr dsn-5.1.10",
            ],
            await JournalAsync(portal));
        Assert.Equal(ExitCodes.Done, (await portal.RunAsync("database", "check")).Code);
    }

    [Theory]
    [EachDatabase]
    public async Task Reports_that_come_again_change_nothing(Database database)
    {
        await using var portal = await StartAsync(database);
        await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));
        var versions = await VersionsAsync(portal);

        var answer = await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));

        Assert.Contains("0 échec(s), 0 distribution(s) confirmée(s) et 0 retard(s) enregistrés ; 4 rapport(s)", answer.Output, StringComparison.Ordinal);
        Assert.Equal(versions, await VersionsAsync(portal));
        Assert.Equal(4, (await JournalAsync(portal)).Count);
    }

    [Fact]
    public async Task What_is_no_report_is_listed_by_file_and_reason_without_any_address()
    {
        await using var portal = await StartAsync();

        var answer = await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));

        Assert.Equal(
            [
                "damaged.eml : rapport de distribution sans état reconnu",
                "exim-free-text.eml : échec annoncé en texte libre, sans état lisible par un programme : à lire par une personne",
                "names-an-sms.eml : rapport de distribution d'un courriel que le portail ne connaît pas",
                "out-of-office.eml : réponse automatique, pas un rapport de distribution",
                "read-receipt.eml : courriel ordinaire, pas un rapport de distribution",
                "spam.eml : courriel ordinaire, pas un rapport de distribution",
                "unknown-mail.eml : rapport de distribution d'un courriel que le portail ne connaît pas",
            ],
            answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(
            "2 échec(s), 1 distribution(s) confirmée(s) et 1 retard(s) enregistrés ; 0 rapport(s) sans rien de nouveau, 1 simple(s) relais, "
            + "7 message(s) non compris.",
            answer.Output.Trim());
    }

    [Fact]
    public async Task One_report_is_read_from_the_standard_input_as_a_mail_server_hands_it_over()
    {
        await using var portal = await StartAsync();
        var report = File.ReadAllBytes(PortalCommands.Sample("bounces/postfix-failed.eml"));
        portal.Input = [.. "From MAILER-DAEMON  Thu Nov 15 12:00:04 2018\n"u8, .. report];

        var answer = await portal.RunAsync("bounces", "import", "-");

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.StartsWith("1 échec(s)", answer.Output, StringComparison.Ordinal);
        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.1"), await StateAsync(portal, Failed));
    }

    [Theory]
    [InlineData("rebonds")]
    [InlineData("rebonds/new")]
    public async Task A_Maildir_is_read_where_new_messages_lie_and_left_as_it_was(string folder)
    {
        await using var portal = await StartAsync();
        foreach (var name in new[] { "cur", "new", "tmp" })
            Directory.CreateDirectory(portal.PathOf($"rebonds/{name}"));
        var arrived = portal.PathOf("rebonds/new/1542279604.M1P1.relais");
        File.Copy(PortalCommands.Sample("bounces/postfix-failed.eml"), arrived);
        File.Copy(PortalCommands.Sample("bounces/postfix-delivered.eml"), portal.PathOf("rebonds/cur/1542279000.M1P1.relais:2,S"));
        await portal.WriteAsync("rebonds/new/.cache", "?");

        var answer = await portal.RunAsync("bounces", "import", portal.PathOf(folder));

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.StartsWith("1 échec(s), 0 distribution(s)", answer.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(arrived));
    }

    [Fact]
    public async Task Messages_that_cannot_be_read_stop_nothing()
    {
        await using var portal = await StartAsync();
        var folder = Directory.CreateDirectory(portal.PathOf("dossier")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "1-vide.eml"), []);
        File.WriteAllText(Path.Combine(folder, "2-blanc.eml"), "\r\n \r\n");
        File.WriteAllBytes(Path.Combine(folder, "3-binaire.eml"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 255, 13, 10, 26, 10]);
        File.WriteAllBytes(Path.Combine(folder, "4-enorme.eml"), new byte[(10 * 1024 * 1024) + 1]);
        File.CreateSymbolicLink(Path.Combine(folder, "5-disparu.eml"), Path.Combine(folder, "absent"));
        File.Copy(PortalCommands.Sample("bounces/postfix-failed.eml"), Path.Combine(folder, "6-vrai.eml"));

        var answer = await portal.RunAsync("bounces", "import", folder);

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.Equal(
            [
                "1-vide.eml : message vide",
                "2-blanc.eml : message vide",
                "3-binaire.eml : message endommagé, ou qui n'est pas un courriel",
                "4-enorme.eml : message de plus de 10 Mo",
                "5-disparu.eml : fichier illisible ou disparu",
            ],
            answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.1"), await StateAsync(portal, Failed));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_failure_that_names_it()
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("bounces", "import", portal.PathOf("absent.eml"));

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.Contains("absent.eml", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_stops_in_the_middle_says_so_and_goes_on_when_it_is_run_again()
    {
        await using var portal = await StartAsync();
        await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            $"CREATE TRIGGER full BEFORE UPDATE ON OutboxMessages WHEN lower(NEW.Id) = '{Failed}' BEGIN SELECT RAISE(ABORT, 'disk is full'); END"));

        var stopped = await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));
        Assert.Equal((ExitCodes.Failed, ""), (stopped.Code, stopped.Output));
        Assert.StartsWith("Interrompu après 7 message(s) sur 12 : ", stopped.Error, StringComparison.Ordinal);
        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.10"), await StateAsync(portal, FailedAtExchange));

        await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full"));
        var again = await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));
        Assert.StartsWith(
            "1 échec(s), 0 distribution(s) confirmée(s) et 0 retard(s) enregistrés ; 3 rapport(s) sans rien de nouveau", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task A_report_about_a_mail_in_doubt_proves_that_it_left(Database database)
    {
        await using var portal = await StartAsync(database, message => message.Settle(new DeliveryOutcome.Ambiguous("smtp-no-reply"), message.CreatedAt));

        await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));

        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.1"), await StateAsync(portal, Failed));
        Assert.Equal((OutboxStatus.Submitted, "dsn-4.4.1"), await StateAsync(portal, Delayed));
        Assert.Equal((OutboxStatus.Unknown, "smtp-no-reply"), await StateAsync(portal, Relayed));
        Assert.Equal(ExitCodes.Done, (await portal.RunAsync("database", "check")).Code);
    }

    [Theory]
    [EachDatabase]
    public async Task A_mail_whose_end_is_known_stays_as_it_is(Database database)
    {
        await using var portal = await StartAsync(database, message =>
        {
            message.Settle(new DeliveryOutcome.Sent("id"), message.CreatedAt);
            message.Report(OutboxStatus.Delivered, message.CreatedAt, null, null);
        });

        await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));

        Assert.Equal((OutboxStatus.Delivered, null), await StateAsync(portal, Failed));
        Assert.Equal((OutboxStatus.Delivered, null), await StateAsync(portal, Delayed));
        Assert.Empty(await JournalAsync(portal));
    }

    [Theory]
    [EachDatabase]
    public async Task An_elector_whose_link_came_back_may_ask_again_at_once_unless_a_newer_one_is_on_its_way(Database database)
    {
        await using var portal = await StartAsync(database);
        var newer = portal.Time.GetUtcNow().UtcDateTime.AddMinutes(1);
        await portal.WithDbAsync(async db =>
        {
            var electors = await db.Electors.OrderBy(elector => elector.Id).ToListAsync();
            electors[1].LinkSentAt = newer;
            return await db.SaveChangesAsync();
        });

        await portal.RunAsync("bounces", "import", PortalCommands.Sample("bounces"));

        var sent = await portal.WithDbAsync(db => db.Electors.OrderBy(elector => elector.Id).Select(elector => elector.LinkSentAt).ToListAsync());
        var before = portal.Time.GetUtcNow().UtcDateTime;
        Assert.Equal([null, newer, before, before, before], sent);
    }

    /// <param name="attempt">What became of each mail when it was handed over; nothing: it was taken.</param>
    private static async Task<PortalCommands> StartAsync(Database database = Database.Sqlite, Action<OutboxMessage>? attempt = null)
    {
        var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync([.. Enumerable.Range(1, 5).Select(number => PortalCommands.Line(number))]);
        var now = portal.Time.GetUtcNow().UtcDateTime;
        await portal.WithDbAsync(async db =>
        {
            var electors = await db.Electors.OrderBy(elector => elector.Id).ToListAsync();
            foreach (var (elector, id) in electors.Zip([Failed, FailedAtExchange, Delayed, Delivered, Relayed]))
            {
                elector.LinkSentAt = now;
                Add(db, id, elector.Id, Channel.Mail, MessageTopic.Activation, "a•••••@ac-amiens.fr", now, attempt);
            }

            Add(db, Sms, electors[0].Id, Channel.Sms, MessageTopic.PasswordNotice, "06xxxxxxx", now, attempt: null);
            return await db.SaveChangesAsync();
        });
        return portal;
    }

    private static void Add(
        PortalDbContext db, string id, int electorId, Channel channel, MessageTopic topic, string recipient, DateTime now, Action<OutboxMessage>? attempt)
    {
        var message = new OutboxMessage
        {
            Id = Guid.Parse(id),
            Channel = channel,
            Topic = topic,
            ElectorId = electorId,
            DedupKey = id,
            Payload = [1],
            MaskedRecipient = recipient,
            CreatedAt = now,
            NextAttemptAt = now,
        };
        message.Claim("one", now, DeliverySchedule.Lease);
        (attempt ?? (taken => taken.Settle(new DeliveryOutcome.Sent($"{id}@elections.example.fr"), now)))(message);
        db.OutboxMessages.Add(message);
    }

    private static Task<(OutboxStatus, string?)> StateAsync(PortalCommands portal, string id) => portal.WithDbAsync(async db =>
    {
        var message = await db.OutboxMessages.SingleAsync(row => row.Id == Guid.Parse(id));
        return (message.Status, message.LastError);
    });

    private static Task<List<int>> VersionsAsync(PortalCommands portal) =>
        portal.WithDbAsync(db => db.OutboxMessages.OrderBy(row => row.DedupKey).Select(row => row.Version).ToListAsync());

    private static Task<List<string>> JournalAsync(PortalCommands portal) => portal.WithDbAsync(async db =>
    {
        var entries = await db.Journal.Where(entry => entry.Kind == JournalKind.Message).ToListAsync();
        return entries.Select(entry => $"{entry.Outcome} {entry.Reason} {entry.Detail}").Order(StringComparer.Ordinal).ToList();
    });
}
