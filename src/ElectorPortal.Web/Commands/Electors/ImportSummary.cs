using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>What an import did in one académie, and what deserves a look there.</summary>
internal sealed class AcademyTally
{
    public Dictionary<LineFate, int> Lines { get; } = Enum.GetValues<LineFate>().ToDictionary(fate => fate, _ => 0);

    /// <summary>Electors whose name and first names are also another's.</summary>
    public int Homonyms { get; set; }

    /// <summary>Lines rejected because another elector has one of their addresses.</summary>
    public int SharedAddresses { get; set; }

    public int WithoutMobile { get; set; }

    public int WithoutContest { get; set; }

    public bool DeservesALook => Homonyms + SharedAddresses + WithoutMobile + WithoutContest > 0;
}

/// <summary>The outcome of an import, by académie.</summary>
internal sealed class ImportSummary
{
    /// <summary>Where the line does not say of which known académie it is.</summary>
    public const string NoAcademy = "(académie non reconnue)";

    /// <summary>Who was first met under a name; null once he is counted himself.</summary>
    private readonly Dictionary<ulong, AcademyTally?> firstOfName = [];

    public SortedDictionary<string, AcademyTally> Academies { get; } = new(StringComparer.Create(FrenchDates.Culture, ignoreCase: true));

    public IReadOnlyList<Academy> Created { get; set; } = [];

    /// <summary>Electors off the rolls whom the file put back on them.</summary>
    public int Reinstated { get; set; }

    public int Total(LineFate fate) => Academies.Values.Sum(tally => tally.Lines[fate]);

    public AcademyTally Of(string? academy)
    {
        var name = academy ?? NoAcademy;
        if (!Academies.TryGetValue(name, out var tally))
            Academies[name] = tally = new AcademyTally();
        return tally;
    }

    public void Count(ElectorLine line, string academy, LineFate fate)
    {
        var tally = Of(academy);
        tally.Lines[fate]++;
        tally.WithoutMobile += line.Phone is null ? 1 : 0;
        tally.WithoutContest += line.Contests.Count == 0 ? 1 : 0;
        CountHomonym(line, tally);
    }

    private void CountHomonym(ElectorLine line, AcademyTally tally)
    {
        var name = NameKey(line);
        if (!firstOfName.TryGetValue(name, out var first))
        {
            firstOfName[name] = tally;
            return;
        }

        tally.Homonyms++;
        if (first is not null)
            first.Homonyms++;
        firstOfName[name] = null;
    }

    /// <summary>64 bits are enough for a figure that people read.</summary>
    private static ulong NameKey(ElectorLine line)
    {
        var text = $"{Names.Fold(line.UsageName ?? line.BirthName)};{Names.Fold(line.FirstNames)}";
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
