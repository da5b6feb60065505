using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Load.Invented;

/// <summary>
/// Electors who do not exist, in the sizes of the real ones: names that many share and names that nobody else has, académies of thirty and
/// of three thousand schools, one to seven contests out of a thousand. The same seed makes the same people.
/// </summary>
internal sealed class InventedElectorate(int seed)
{
    public const int Contests = 1000;
    private const int MostContests = 7;

    private static readonly string[] CommonNames =
    [
        "MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DURAND", "DUBOIS", "MOREAU", "LAURENT", "SIMON", "MICHEL", "LEFÈVRE",
        "LEROY", "ROUX", "DAVID", "BERTRAND", "MOREL", "FOURNIER", "GIRARD", "BONNET", "DUPONT", "LAMBERT", "FONTAINE", "ROUSSEAU", "VINCENT",
        "MÜLLER", "LEFEBVRE", "FAURE", "ANDRÉ", "MERCIER", "BLANC", "GUÉRIN", "BOYER", "GARNIER", "CHEVALIER", "FRANÇOIS", "LEGRAND", "GAUTHIER",
        "GARCIA", "PERRIN", "ROBIN", "CLÉMENT", "MORIN", "NICOLAS", "HENRY", "ROUSSEL", "MATHIEU", "GAUTIER", "MASSON", "MARCHAND", "DUVAL",
        "DENIS", "DUMONT", "MARIE", "LEMAIRE", "NOËL", "MEYER", "DUFOUR", "MEUNIER", "BRUN", "BLANCHARD", "GIRAUD", "JOLY", "RIVIÈRE", "LUCAS",
    ];

    private static readonly string[] Beginnings =
        ["BEL", "CAS", "DEL", "FAR", "GUÉ", "HAM", "JAU", "KER", "LAN", "MAR", "NOU", "ORS", "PÉR", "QUÉ", "ROS", "SAU", "TRÉ", "VIL", "CHA", "BRI"];

    private static readonly string[] Middles = ["A", "BE", "CI", "DO", "EU", "GA", "LI", "MO", "NÉ", "RI", "SSO", "TA", "VI", "ZA"];

    private static readonly string[] Ends = ["ARD", "EAU", "ET", "EZ", "IER", "IN", "ON", "OT", "OUX", "Y", "AC", "EC", "IC", "ELLE", "MONT"];

    private static readonly string[] FirstNames =
    [
        "Camille", "Amélie", "Dominique", "Élodie", "François", "Hélène", "Inès", "Jérôme", "Karim", "Léa", "Mathieu", "Noémie", "Océane", "Pierre",
        "Quentin", "Raphaël", "Solène", "Théo", "Ugo", "Véronique", "Yasmine", "Zoé", "Anne-Sophie", "Jean-Baptiste", "Marie-Claude", "Rémi",
    ];

    private static readonly string[] Corps =
    [
        "Professeurs certifiés", "Professeurs des écoles", "Professeurs agrégés", "Professeurs de lycée professionnel", "Adjoints administratifs",
        "Conseillers principaux d'éducation", "Assistants d'éducation", "Infirmiers", "Attachés d'administration", "Personnels de direction",
    ];

    private readonly Random random = new(seed);

    /// <param name="academies">Their numbers; the first have the most electors.</param>
    public IEnumerable<Elector> Electors(int count, IReadOnlyList<int> academies)
    {
        for (var number = 1; number <= count; number++)
        {
            var (name, first) = (Name(), Pick(FirstNames));
            var numen = new byte[32];
            random.NextBytes(numen);
            yield return new Elector
            {
                NumenHash = numen,
                Email = Address(number),
                Civility = random.Next(10) < 7 ? "Mme" : "M.",
                BirthName = name,
                UsageName = random.Next(5) == 0 ? Name() : null,
                FirstNames = first,
                BirthDate = new DateOnly(1955, 1, 1).AddDays(random.Next(16_000)),
                AcademyId = academies[AcademyOf(number, academies.Count)],
                Corps = Corps[Skewed(Corps.Length)],
                Posting = $"Collège {Pick(FirstNames)} {Name()}",
            };
        }
    }

    public static EmailAddress Address(int elector) => EmailAddress.Parse($"prenom.nom{elector}@ac-invente.fr");

    /// <summary>Which of so many académies: the greatest holds several times the electors of the smallest, and neighbours differ.</summary>
    public static int AcademyOf(int elector, int academies)
    {
        var share = (uint)elector * 2_654_435_769u / (double)uint.MaxValue;
        return (int)(share * share * academies) % academies;
    }

    public IEnumerable<Enrolment> Enrolments(int elector, string foldedName)
    {
        var first = random.Next(Contests);
        for (var place = 0; place <= Skewed(MostContests); place++)
            yield return new Enrolment { ElectorId = elector, FoldedName = foldedName, ContestCode = $"SCRUTIN-{(first + (place * 131)) % Contests:0000}" };
    }

    /// <summary>One in six bears a name of the list, of which the first are the most common: the commonest name of France is one in three hundred.</summary>
    private string Name() => random.Next(6) == 0
        ? CommonNames[Skewed(CommonNames.Length)]
        : Pick(Beginnings) + Pick(Middles) + (random.Next(2) == 0 ? Pick(Middles) : "") + Pick(Ends);

    private int Skewed(int count) => Math.Min((int)(random.NextDouble() * random.NextDouble() * count), count - 1);

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
