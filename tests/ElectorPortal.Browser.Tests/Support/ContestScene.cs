using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>An election in its true sizes: seven contests, one of them with fifteen lists, a roll of several pages, long names everywhere.</summary>
public sealed class ContestScene(PortalSite site)
{
    /// <summary>The contest with fifteen lists, whose roll has several pages.</summary>
    public const string Crowded = "CAPN-PROFESSEURS-DES-LYCEES";

    private const int Contests = 7;
    private const int Lists = 15;
    private const int Candidates = 20;
    private const int Enrolled = 130;

    private readonly Lock gate = new();
    private Task? scene;

    public static IEnumerable<string> Codes => Enumerable.Range(2, Contests - 1).Select(number => $"SCRUTIN-{number}").Prepend(Crowded);

    /// <summary>Puts somebody on the seven rolls, with an identifier.</summary>
    /// <returns>The identifier, as people type it.</returns>
    public async Task<string> EnrolAsync(Person person)
    {
        lock (gate)
            scene ??= BuildAsync();
        await scene;
        var identifier = VoterIdentifier.Generate();
        await site.WithDbAsync(async db =>
        {
            var elector = await db.Electors.SingleAsync(row => row.Id == person.Id);
            foreach (var code in Codes)
                elector.Enrol(code);
            db.Identifiers.Add(new IssuedIdentifier
            {
                ElectorId = person.Id,
                Hash = site.Services.GetRequiredService<KeyedHash>().Of(identifier),
                IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            });
            return await db.SaveChangesAsync();
        });
        return identifier.RevealGrouped();
    }

    private async Task BuildAsync()
    {
        await site.WithDbAsync(db =>
        {
            db.Contests.AddRange(Codes.Select((code, index) => Contest(code, index == 0 ? Lists : 3)));
            return db.SaveChangesAsync();
        });
        for (var number = 0; number < Enrolled; number++)
        {
            await site.People.AddAsync(elector =>
            {
                elector.BirthName = number % 40 == 0 ? HelpdeskScene.LongName : $"DUVAL-{number:000}";
                elector.UsageName = number % 7 == 0 ? "LEFÈVRE-D'ŒUVRE" : null;
                elector.Enrol(Crowded);
            });
        }
    }

    private static Contest Contest(string code, int lists)
    {
        var contest = new Contest
        {
            Code = code,
            Body = code == Crowded ? "Commission administrative paritaire nationale des professeurs de lycée professionnel" : $"Comité social d'administration {code[^1]}",
            Label = "Professeurs certifiés, adjoints d'enseignement et professeurs d'éducation physique et sportive de toutes les académies",
            Corps = code == Crowded ? "Professeur certifié" : null,
            Seats = lists + 4,
            Result = code == Codes.Last() ? null : new ContestResult { Registered = 301_204, Voters = 128_511, Blank = 3_111 },
        };
        for (var number = 1; number <= lists; number++)
        {
            var list = new CandidateList
            {
                Number = number,
                Acronym = $"SIGLE-{(char)('A' + number)} ÉDUCATION",
                Label = "Union interfédérale pour une école publique, laïque, gratuite, ambitieuse et attentive à celles et ceux qui la font vivre",
                Result = contest.Result is null ? null : new ListResult { Votes = 125_400 / (number + lists), Seats = 1 },
                Manifesto = number % 2 == 0 ? null : new Manifesto { FileName = "foi.pdf", Content = [1], Digest = new byte[32], Length = 1_250_000 },
            };
            list.Candidates.AddRange(Enumerable.Range(1, Candidates).Select(rank => new Candidate
            {
                Rank = rank,
                Civility = rank % 2 == 0 ? "M." : "Mme",
                LastName = rank == 3 ? HelpdeskScene.LongName : $"CANDIDAT-{rank}",
                FirstName = "Anne-Charlotte",
                Corps = "Professeur certifié",
                Posting = "Lycée polyvalent Marie-Louise-et-Jean-Baptiste-Colbert, Villers-Bretonneux-sur-Somme",
            }));
            contest.Lists.Add(list);
        }

        return contest;
    }
}
