using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Demo;

/// <summary>Who can try the portal in Development: invented people, with what they would know of themselves.</summary>
internal sealed class DemonstrationElectors(PortalDbContext db, KeyedHash hash, IHostEnvironment environment)
{
    /// <summary>Their NUMEN are public on purpose: they open nothing outside a demonstration.</summary>
    public static IReadOnlyList<DemonstrationElector> All { get; } =
    [
        new("Mme", "LEFÈVRE", null, "Élodie", "elodie.lefevre@ac-amiens.fr", "20E1234567ABC", new(1978, 3, 14), "Amiens",
            "Professeur certifié", "Lycée Louis-Thuillier, Amiens", "+33601020304"),
        new("M.", "DUPONT-MARTIN", null, "Jean-François", "jean-francois.dupont-martin@ac-lille.fr", "09E7654321XYZ", new(1965, 12, 1),
            "Lille", "Professeur des écoles", "École primaire Jules-Ferry, Roubaix", null),
        new("Mme", "HOARAU", "PAYET", "Marie Anaïs", "marie.payet@ac-reunion.fr", "28E2468135DEF", new(1990, 7, 22), "La Réunion",
            "Accompagnant des élèves en situation de handicap", "Collège Bourbon, Saint-Denis", "+262692123456"),
        new("M.", "N'GUYEN", null, "Loïc", "loic.nguyen@ac-creteil.fr", "24E1357924GHJ", new(1984, 2, 29), "Créteil",
            "Attaché d'administration de l'État", "Rectorat de Créteil", null),
        new("Mme", "TEHAAMOANA", null, "Vaihere", "vaihere.tehaamoana@ac-polynesie.fr", "41E8642097KLM", new(1971, 10, 5),
            "Polynésie française", "Conseiller principal d'éducation", "Lycée Paul-Gauguin, Papeete", null),
    ];

    /// <summary>Adds them in Development, to a database that has no elector yet.</summary>
    public async Task AddToEmptyDatabaseAsync(CancellationToken cancellation = default)
    {
        if (!environment.IsDevelopment() || await db.Electors.AnyAsync(cancellation))
            return;

        var academies = await db.Academies.ToDictionaryAsync(academy => academy.Name, cancellation);
        db.Electors.AddRange(All.Select(person => ToElector(person, academies[person.Academy].Id)));
        await db.SaveChangesAsync(cancellation);
    }

    private Elector ToElector(DemonstrationElector person, int academyId)
    {
        if (!Numen.TryParse(person.Numen, out var numen))
            throw new InvalidOperationException("A demonstration NUMEN is malformed.");

        var email = EmailAddress.Parse(person.Email);
        var elector = new Elector
        {
            NumenHash = hash.Of(numen),
            Email = email,
            Civility = person.Civility,
            BirthName = person.BirthName,
            UsageName = person.UsageName,
            FirstNames = person.FirstNames,
            BirthDate = person.BirthDate,
            AcademyId = academyId,
            Corps = person.Corps,
            Posting = person.Posting,
            PhoneOnFile = person.PhoneOnFile,
            Addresses = { new ElectorAddress { Address = email } },
        };
        foreach (var code in DemonstrationContests.Of(person.Corps))
            elector.Enrol(code);
        return elector;
    }
}

internal sealed record DemonstrationElector(
    string Civility,
    string BirthName,
    string? UsageName,
    string FirstNames,
    string Email,
    string Numen,
    DateOnly BirthDate,
    string Academy,
    string Corps,
    string Posting,
    string? PhoneOnFile);
