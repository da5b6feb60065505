using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>A helpdesk on a busy day: electors with long names, hundreds of events, messages of every fate.</summary>
public sealed class HelpdeskScene(PortalSite site)
{
    public const string LongName = "DE LA ROCHEFOUCAULD-LIANCOURT D'ESTISSAC DE SAINT-BARTHÉLEMY-EN-VERCORS";

    private const int Crowd = 12;
    private const int Events = 300;

    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    private readonly Lock gate = new();
    private Task? scene;

    /// <summary>The elector with the long name and the long story; null before the scene is set.</summary>
    public int? ElectorId { get; private set; }

    /// <summary>The cookie of an agent who has shown both factors.</summary>
    public async Task<string> SignInAsync(AgentRole role, string? academy)
    {
        var token = LinkToken.Generate();
        await site.WithDbAsync(async db =>
        {
            var agent = new Agent
            {
                Email = EmailAddress.Parse($"agent{Guid.NewGuid():N}@assistance.test"),
                Name = "Marie-Dominique Petit-Lefèvre",
                Role = role,
                AcademyId = academy is null ? null : await db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync(),
                CreatedAt = Now,
            };
            db.Agents.Add(agent);
            await db.SaveChangesAsync();
            db.AgentSessions.Add(new AgentSession
            {
                TokenHash = site.Services.GetRequiredService<KeyedHash>().Of(token),
                AgentId = agent.Id,
                PasswordVersion = agent.PasswordVersion,
                IsComplete = true,
                CreatedAt = Now,
                LastSeenAt = Now,
            });
            return await db.SaveChangesAsync();
        });
        return token.Reveal();
    }

    /// <summary>The enrolment link of a new supervisor.</summary>
    public async Task<string> InviteAsync(string email)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var agent = new Agent { Email = EmailAddress.Parse(email), Name = "Noé Lambert", Role = AgentRole.Supervisor, CreatedAt = Now };
        var link = scope.ServiceProvider.GetRequiredService<EnrolmentLinks>().Renew(agent).Link;
        await site.WithDbAsync(db =>
        {
            db.Agents.Add(agent);
            return db.SaveChangesAsync();
        });
        return link;
    }

    /// <summary>Once, whoever asks for it.</summary>
    public Task SetAsync()
    {
        lock (gate)
            return scene ??= BuildAsync();
    }

    private async Task BuildAsync()
    {
        var person = await site.People.AddActiveAsync(elector =>
        {
            elector.BirthName = LongName;
            elector.UsageName = "LEFÈVRE-D'ŒUVRE";
            elector.FirstNames = "Anne-Charlotte Marie-Josèphe Élisabeth";
            elector.Posting = "Lycée polyvalent Marie-Louise-et-Jean-Baptiste-Colbert, Villers-Bretonneux-sur-Somme";
            elector.Reassort.Used = 2;
            elector.Reassort.FrozenAt = Now.AddHours(-3);
            foreach (var number in Enumerable.Range(1, 7))
                elector.Enrol($"CAPN-PROFESSEURS-{number}");
        });
        ElectorId = person.Id;
        await site.People.AddRequestAsync(person, sms => sms.Settle(new DeliveryOutcome.Sent("SM1"), Now));
        await site.People.AddRequestAsync(person, sms => sms.Settle(new DeliveryOutcome.Refused("30005"), Now), request => request.GivenBackAt = Now);
        await site.People.AddRequestAsync(person, sms =>
        {
            sms.Settle(new DeliveryOutcome.NotSent("http-503"), Now);
            // Out of the reach of the portal's own worker.
            sms.NextAttemptAt = Now.AddDays(1);
        });
        for (var number = 0; number < Crowd; number++)
            await site.People.AddAsync(elector => elector.BirthName = $"{LongName} {(char)('A' + number)}");
        await WriteJournalAsync(person.Id);
        await site.WithDbAsync(db =>
        {
            db.CorrectionRequests.AddRange(Enumerable.Range(1, 3).Select(slot => new CorrectionRequest
            {
                ElectorId = person.Id,
                Fact = CorrectedFact.Posting,
                Wanted = "Je suis affectée au lycée polyvalent Marie-Louise-et-Jean-Baptiste-Colbert de Villers-Bretonneux-sur-Somme depuis la rentrée, à titre définitif.",
                AskedAt = Now.AddDays(-slot),
                Slot = slot == 3 ? null : slot,
                AnsweredAt = slot == 3 ? Now : null,
                Answer = slot == 3 ? "Le service des ressources humaines a corrigé votre affectation ce matin." : null,
            }));
            return db.SaveChangesAsync();
        });
    }

    private async Task WriteJournalAsync(int electorId)
    {
        (JournalKind Kind, JournalOutcome Outcome, string? Reason, string? Detail)[] kinds =
        [
            (JournalKind.SignIn, JournalOutcome.Done, null, null),
            (JournalKind.SignIn, JournalOutcome.Refused, "WrongPassword", null),
            (JournalKind.Reassort, JournalOutcome.Refused, "WrongIdentity", "06xxxxxxx"),
            (JournalKind.Reassort, JournalOutcome.Done, null, "06xxxxxxx"),
            (JournalKind.Message, JournalOutcome.Failed, "FailedPermanent", "ReassortIdentifier 06xxxxxxx 30005"),
            (JournalKind.Message, JournalOutcome.Done, "Submitted", "ReassortConfirmation c•••••@une-academie-au-nom-vraiment-tres-long.education.example"),
            (JournalKind.ReassortReport, JournalOutcome.Done, null, "06xxxxxxx"),
            (JournalKind.IdentityChecked, JournalOutcome.Done, null, "Rappel au standard de l'établissement, identité confirmée par la secrétaire de direction"),
        ];
        await site.WithDbAsync(db =>
        {
            db.Journal.AddRange(Enumerable.Range(0, Events).Select(number => (number, kinds[number % kinds.Length])).Select(entry => new JournalEntry
            {
                At = Now.AddMinutes(-entry.number * 7),
                Kind = entry.Item2.Kind,
                Outcome = entry.Item2.Outcome,
                Reason = entry.Item2.Reason,
                Detail = entry.Item2.Detail,
                ElectorId = electorId,
                NetworkAddress = "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            }));
            return db.SaveChangesAsync();
        });
    }
}
