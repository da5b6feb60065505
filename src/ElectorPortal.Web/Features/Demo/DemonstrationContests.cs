using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Demo;

/// <summary>The contests of the demonstration: a ministerial one for everybody, others by corps, with lists, candidates and results.</summary>
internal sealed class DemonstrationContests(PortalDbContext db, IHostEnvironment environment)
{
    public const string ForAll = "CSAM-2018";

    private static readonly (string Acronym, string Label)[] Organisations =
    [
        ("L'ALLIANCE", "L'Alliance des personnels de l'éducation"),
        ("UNION 1er DEGRÉ", "Union nationale des écoles et de leurs personnels"),
        ("SYNERGIES", "Synergies, pour une école qui tient ses promesses"),
    ];

    private static readonly (string Civility, string LastName, string FirstName, string Corps, string Posting)[] Candidates =
    [
        ("Mme", "GARNIER", "Solène", "Professeur certifié", "Collège Jean-Macé, Amiens"),
        ("M.", "BENALI", "Karim", "Professeur des écoles", "École Jules-Ferry, Roubaix"),
        ("Mme", "ÉTIENNE", "Chloé", "Conseiller principal d'éducation", "Lycée Bellepierre, Saint-Denis"),
        ("M.", "LE GOFF", "Yann", "Attaché d'administration de l'État", "Rectorat de Rennes"),
    ];

    /// <summary>The corps that each contest of a corps is for.</summary>
    private static readonly (string Code, string Body, string Label, string Corps, int Seats)[] OfOneCorps =
    [
        ("CAPN-CERTIFIES", "Commission administrative paritaire nationale", "Professeurs certifiés et adjoints d'enseignement", "Professeur certifié", 10),
        ("CAPN-ECOLES", "Commission administrative paritaire nationale", "Instituteurs et professeurs des écoles", "Professeur des écoles", 10),
        ("CAPN-CPE", "Commission administrative paritaire nationale", "Conseillers principaux d'éducation", "Conseiller principal d'éducation", 6),
    ];

    /// <summary>The contests in which somebody of that corps takes part.</summary>
    public static IEnumerable<string> Of(string corps) =>
        OfOneCorps.Where(contest => contest.Corps == corps).Select(contest => contest.Code).Prepend(ForAll);

    /// <summary>Adds them in Development, to a database that has no contest yet.</summary>
    public async Task AddToEmptyDatabaseAsync(CancellationToken cancellation = default)
    {
        if (!environment.IsDevelopment() || await db.Contests.AnyAsync(cancellation))
            return;

        db.Contests.Add(Filled(new Contest
        {
            Code = ForAll,
            Body = "Comité social d'administration ministériel",
            Label = "Représentants de tous les personnels du ministère",
            Seats = 15,
        }));
        db.Contests.AddRange(OfOneCorps.Select(contest => Filled(new Contest
        {
            Code = contest.Code,
            Body = contest.Body,
            Label = contest.Label,
            Corps = contest.Corps,
            Seats = contest.Seats,
        })));
        await db.SaveChangesAsync(cancellation);
    }

    private static Contest Filled(Contest contest)
    {
        contest.Result = new ContestResult { Registered = 1240, Voters = 528, Blank = 18 };
        for (var index = 0; index < Organisations.Length; index++)
        {
            var (acronym, label) = Organisations[index];
            var list = new CandidateList
            {
                Number = index + 1,
                Acronym = acronym,
                Label = label,
                Manifesto = index == 0 ? Leaflet(label) : null,
                Result = new ListResult { Votes = 240 - (70 * index), Seats = contest.Seats / 2 / (index + 1) },
            };
            list.Candidates.AddRange(Candidates.Select((_, rank) => Candidates[(rank + index) % Candidates.Length]).Select((person, rank) => new Candidate
            {
                Rank = rank + 1,
                Civility = person.Civility,
                LastName = person.LastName,
                FirstName = person.FirstName,
                Corps = person.Corps,
                Posting = person.Posting,
            }));
            contest.Lists.Add(list);
        }

        return contest;
    }

    /// <summary>A PDF of one empty page, which bears the list's name as its title.</summary>
    private static Manifesto Leaflet(string title)
    {
        var content = Encoding.Latin1.GetBytes(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Lang(fr)>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
            + $"4 0 obj<</Title({title})>>endobj\ntrailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n");
        return new Manifesto { FileName = "profession-de-foi.pdf", Content = content, Digest = SHA256.HashData(content), Length = content.Length };
    }
}
