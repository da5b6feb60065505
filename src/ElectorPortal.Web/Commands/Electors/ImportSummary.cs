using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>What an import did in one académie, and what deserves a look there.</summary>
internal sealed class AcademyTally
{
    /// <summary>Its place among the tallies of an import.</summary>
    public required int Number { get; init; }

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
/// <param name="lines">Of the file, about.</param>
internal sealed class ImportSummary(int lines)
{
    /// <summary>Where the line does not say of which known académie it is.</summary>
    public const string NoAcademy = "(académie non reconnue)";

    private const string NoCorps = "(corps non reconnu)";

    /// <summary>Stands for the académie of a first bearer who is counted already.</summary>
    private const int Counted = -1;

    private readonly List<AcademyTally> tallies = [];

    /// <summary>In whose tally the first bearer of each name is, until he is counted himself.</summary>
    private readonly KeyTable<int> firstOfName = new(lines);

    public Dictionary<string, AcademyTally> Academies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same lines, by corps.</summary>
    public Dictionary<string, Dictionary<LineFate, int>> Corps { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many electors each contest has in the file, by its code.</summary>
    public Dictionary<string, int> Contests { get; } = new(StringComparer.Ordinal);

    /// <summary>Codes of the file that no published contest bears: the electors' file may come first.</summary>
    public IReadOnlyList<string> UnknownContests { get; set; } = [];

    public IReadOnlyList<Academy> Created { get; set; } = [];

    /// <summary>Electors off the rolls whom the file put back on them.</summary>
    public int Reinstated { get; set; }

    public int Total(LineFate fate) => Academies.Values.Sum(tally => tally.Lines[fate]);

    public AcademyTally Of(string? academy)
    {
        var name = academy ?? NoAcademy;
        if (!Academies.TryGetValue(name, out var tally))
        {
            Academies[name] = tally = new AcademyTally { Number = tallies.Count };
            tallies.Add(tally);
        }

        return tally;
    }

    public void Reject(string? academy, string corps)
    {
        Of(academy).Lines[LineFate.Rejected]++;
        OfCorps(corps)[LineFate.Rejected]++;
    }

    public void Count(ElectorLine line, string academy, LineFate fate)
    {
        var tally = Of(academy);
        tally.Lines[fate]++;
        OfCorps(line.Corps)[fate]++;
        foreach (var code in line.Contests)
            Contests[code] = Contests.GetValueOrDefault(code) + 1;
        tally.WithoutMobile += line.Phone is null ? 1 : 0;
        tally.WithoutContest += line.Contests.Count == 0 ? 1 : 0;
        CountHomonym(line, tally);
    }

    private Dictionary<LineFate, int> OfCorps(string corps)
    {
        var name = corps.Length == 0 ? NoCorps : corps;
        if (!Corps.TryGetValue(name, out var lines))
            Corps[name] = lines = Enum.GetValues<LineFate>().ToDictionary(fate => fate, _ => 0);
        return lines;
    }

    private void CountHomonym(ElectorLine line, AcademyTally tally)
    {
        var name = NameKey(line);
        if (firstOfName.TryAdd(name, tally.Number))
            return;

        tally.Homonyms++;
        ref var first = ref firstOfName.ValueOf(name);
        if (first != Counted)
            tallies[first].Homonyms++;
        first = Counted;
    }

    /// <summary>64 bits are enough for a figure that people read.</summary>
    private static ulong NameKey(ElectorLine line) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line.FoldedName)));
}
