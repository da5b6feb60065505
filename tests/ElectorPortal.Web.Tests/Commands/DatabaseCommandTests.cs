using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class DatabaseCommandTests
{
    private static readonly DateTime Then = new(2018, 11, 14, 10, 0, 0, DateTimeKind.Utc);

    [Theory]
    [EachDatabase]
    public async Task An_honest_database_keeps_every_promise(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1));
        await portal.RunAsync("identifiers", "issue", "--out", portal.PathOf("notices.csv"));

        var answer = await portal.RunAsync("database", "check");

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.DoesNotContain("ROMPU", answer.Output, StringComparison.Ordinal);
        Assert.Equal(22, answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [EachDatabase]
    public async Task Each_broken_promise_is_named_with_what_breaks_it(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1), PortalCommands.Line(2), PortalCommands.Line(3));
        var ids = await portal.WithDbAsync(BreakAsync);

        var answer = await portal.RunAsync("database", "check");

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.Contains($"ROMPU   Qui a demandé un nouvel identifiant en a un, et un seul : 1 cas (électeur {ids[0]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"ROMPU   L'identifiant en vigueur est celui de la dernière demande : 1 cas (électeur {ids[1]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"ROMPU   Les demandes décomptées restent entre zéro et la limite : 1 cas (électeur {ids[1]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"ROMPU   Les demandes décomptées sont les demandes acceptées moins les rendues : 2 cas (électeur {ids[0]}, électeur {ids[1]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Chaque demande acceptée a un courriel, et un seul : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Chaque demande acceptée a un SMS, et un seul : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Chaque demande acceptée est au journal, une fois : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Aucun message remis ou clos ne garde son contenu : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Aucun message à envoyer n'a perdu son contenu : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Aucun envoi n'est resté entre les mains d'un travailleur disparu : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"ROMPU   Un électeur n'a qu'un lien ouvert : 1 cas (électeur {ids[2]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ROMPU   Aucun lien n'a servi une fois remplacé ou périmé : 1 cas", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"ROMPU   L'adresse de chaque électeur est l'une de ses adresses connues : 1 cas (électeur {ids[2]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"ROMPU   Personne n'est connecté sans être sur les listes : 1 cas (électeur {ids[1]})", answer.Output, StringComparison.Ordinal);
        Assert.Contains("garantie(s) sur 20 ne sont pas tenues.", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_the_right_version_has_nothing_to_migrate()
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("database", "migrate");

        Assert.Equal((ExitCodes.Done, "La base est à jour."), (answer.Code, answer.Output.Trim()));
    }

    private static async Task<int[]> BreakAsync(PortalDbContext db)
    {
        var electors = await db.Electors.Include(elector => elector.Addresses).OrderBy(elector => elector.Id).ToListAsync();
        db.ReassortRequests.Add(new ReassortRequest
        {
            ElectorId = electors[0].Id,
            FormKey = Guid.NewGuid(),
            AcceptedAt = Then,
            MaskedNumber = "06xxxxxxx",
            NumberHash = [1],
            Region = "FR",
            ReportTokenHash = [1],
        });

        electors[1].Reassort.Used = 4;
        electors[1].RemovedAt = Then;
        db.Sessions.Add(new ElectorSession { ElectorId = electors[1].Id, TokenHash = [1], PasswordVersion = 0, CreatedAt = Then, LastSeenAt = Then });
        db.Identifiers.Add(new IssuedIdentifier { ElectorId = electors[1].Id, Hash = [1], IssuedAt = Then, RequestId = Guid.NewGuid() });

        electors[2].Email = EmailAddress.Parse("inconnue@ac-amiens.fr");
        db.AccountLinks.AddRange(Link(electors[2], 1), Link(electors[2], 2), Link(electors[2], 3));
        db.AccountLinks.Local.Single(link => link.TokenHash[0] == 3).UsedAt = Then.AddDays(2);

        var submitted = Message(electors[0].Id, "a");
        submitted.Claim("w", Then, TimeSpan.FromMinutes(2));
        submitted.Settle(new DeliveryOutcome.Sent("ref"), Then);
        submitted.Payload = [1];
        var abandoned = Message(electors[0].Id, "b");
        abandoned.Claim("w", Then, TimeSpan.FromMinutes(2));
        var emptied = Message(electors[0].Id, "c");
        emptied.Payload = null;
        db.OutboxMessages.AddRange(submitted, abandoned, emptied);
        await db.SaveChangesAsync();
        return [.. electors.Select(elector => elector.Id)];
    }

    private static AccountLink Link(Elector elector, byte number) => new()
    {
        ElectorId = elector.Id,
        Purpose = LinkPurpose.Activation,
        TokenHash = [number],
        Address = elector.Email,
        CreatedAt = Then,
        ExpiresAt = Then.AddDays(1),
    };

    private static OutboxMessage Message(int electorId, string key) => new()
    {
        Channel = Channel.Mail,
        Topic = MessageTopic.Activation,
        ElectorId = electorId,
        DedupKey = key,
        Payload = [1],
        MaskedRecipient = "a•••••@ac-amiens.fr",
        NextAttemptAt = Then,
        CreatedAt = Then,
    };
}
