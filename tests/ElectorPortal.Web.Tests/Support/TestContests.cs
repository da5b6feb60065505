using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Publishes invented contests, and puts electors on their rolls.</summary>
public sealed class TestContests(PortalApp app)
{
    public static readonly byte[] Leaflet = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    /// <summary>A contest with two lists of two candidates; the first has a manifesto.</summary>
    public Task AddAsync(string code, params TestElector[] electors) => app.WithDbAsync(async db =>
    {
        var contest = new Contest { Code = code, Body = $"Comité {code}", Label = $"Libellé de {code}", Seats = 10 };
        for (var number = 2; number >= 1; number--)
        {
            var list = new CandidateList { Number = number, Acronym = $"SIGLE{number}", Label = $"Liste {number} de {code}" };
            for (var rank = 2; rank >= 1; rank--)
                list.Candidates.Add(new Candidate { Rank = rank, Civility = "Mme", LastName = $"CANDIDATE{number}{rank}", FirstName = "Zoé", Corps = "Certifiés", Posting = "Amiens" });
            contest.Lists.Add(list);
        }

        contest.Lists[1].Manifesto = new Manifesto { FileName = "foi.pdf", Content = Leaflet, Digest = new byte[32], Length = Leaflet.Length };
        db.Contests.Add(contest);
        foreach (var person in electors)
            (await db.Electors.SingleAsync(elector => elector.Id == person.Id)).Enrol(code);
        return await db.SaveChangesAsync();
    });

    /// <summary>Puts electors on the roll of a contest that may be unknown.</summary>
    public Task EnrolAsync(string code, params TestElector[] electors) => app.WithDbAsync(async db =>
    {
        foreach (var person in electors)
            (await db.Electors.SingleAsync(elector => elector.Id == person.Id)).Enrol(code);
        return await db.SaveChangesAsync();
    });

    /// <summary>Gives the elector an identifier, as the voting notice does, or in the place of the one that he has.</summary>
    public async Task<VoterIdentifier> IssueAsync(TestElector person)
    {
        var identifier = VoterIdentifier.Generate();
        await app.WithDbAsync(async db =>
        {
            var hash = app.Services.GetRequiredService<KeyedHash>().Of(identifier);
            if (await db.Identifiers.FindAsync(person.Id) is { } current)
            {
                db.FormerIdentifiers.Add(new FormerIdentifier { ElectorId = person.Id, Hash = current.Hash, ReplacedAt = app.Now });
                current.Hash = hash;
            }
            else
            {
                db.Identifiers.Add(new IssuedIdentifier { ElectorId = person.Id, Hash = hash, IssuedAt = app.Now });
            }

            return await db.SaveChangesAsync();
        });
        return identifier;
    }
}
