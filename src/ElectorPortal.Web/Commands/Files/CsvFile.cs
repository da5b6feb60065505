using System.Text;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>A list in CSV: <c>;</c>, UTF-8, quoted as RFC 4180, with a header whose columns stand in any order.</summary>
internal sealed class CsvFile
{
    /// <summary>A cell may hold line breaks; an opening quote that stands alone must not swallow the rest of the file.</summary>
    private const int MaxLinesOfARecord = 20;

    private CsvFile(string path, int lineCount, CsvRecord header)
    {
        Path = path;
        LineCount = lineCount;
        Header = header;
        Columns = [.. header.Cells()!.Select(cell => cell.Trim(' ', '\u00A0').ToLowerInvariant())];
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public int LineCount { get; }

    public CsvRecord Header { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <exception cref="CommandFailure">The file is no list: the reason tells what to mend.</exception>
    public static CsvFile Open(string path)
    {
        var lineCount = CsvInspection.CountLines(path);
        using var reader = Reader(path);
        if (reader.ReadLine() is not { } first || string.IsNullOrWhiteSpace(first))
            throw new CommandFailure("Le fichier est vide, ou ne commence pas par la ligne des noms de colonnes.");

        return CsvRecord.Split(first) is not null
            ? new CsvFile(path, lineCount, new CsvRecord(1, first))
            : throw new CommandFailure("Ligne 1 : un guillemet est ouvert sans être fermé dans les noms de colonnes.");
    }

    /// <exception cref="CommandFailure">A column is unknown, missing or there twice.</exception>
    public void CheckColumns(IReadOnlyCollection<string> known, IReadOnlyCollection<string> required)
    {
        var problems = Columns.Where(column => !known.Contains(column)).Select(column => $"colonne inconnue « {column} »")
            .Concat(required.Where(column => !Columns.Contains(column)).Select(column => $"colonne manquante « {column} »"))
            .Concat(Columns.CountBy(column => column).Where(entry => entry.Value > 1).Select(entry => $"colonne en double « {entry.Key} »"))
            .ToList();
        if (problems.Count == 0)
            return;

        if (Columns.Count == 1 && Columns[0].AsSpan().IndexOfAny(",\t") >= 0)
        {
            throw new CommandFailure(
                $"{Name} : les colonnes semblent séparées par des {(Columns[0].Contains('\t', StringComparison.Ordinal) ? "tabulations" : "virgules")}"
                + " ; il faut des points-virgules. Rien n'a été appliqué.");
        }

        throw new CommandFailure(
            $"{Name} : {string.Join(", ", problems)}. Colonnes attendues : {string.Join(CsvRecord.Separator, known)}. Rien n'a été appliqué.");
    }

    /// <summary>
    /// The records below the header, blank lines left out. A record that runs over several lines is believed when it has as many cells
    /// as the header; otherwise its first line stands alone, and the next lines are read for themselves.
    /// </summary>
    public IEnumerable<CsvRecord> Records()
    {
        using var reader = Reader(Path);
        reader.ReadLine();
        var ahead = new Queue<string>();
        var number = 1;
        while (Next() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;

            var text = IsOpen(line) ? Continued(line) ?? line : line;
            yield return new CsvRecord(number, text);
            number += text.AsSpan().Count('\n');
        }

        static bool IsOpen(string line) => line.Contains('"', StringComparison.Ordinal) && CsvRecord.Split(line) is null;

        string? Next() => ahead.Count > 0 ? ahead.Dequeue() : reader.ReadLine();

        string? Continued(string first)
        {
            var text = new StringBuilder(first);
            for (var taken = 0; taken < MaxLinesOfARecord; taken++)
            {
                if (ahead.Count == taken)
                {
                    if (reader.ReadLine() is not { } further)
                        return null;
                    ahead.Enqueue(further);
                }

                var candidate = text.Append('\n').Append(ahead.ElementAt(taken)).ToString();
                if (CsvRecord.Split(candidate)?.Count != Columns.Count)
                    continue;

                for (var used = 0; used <= taken; used++)
                    ahead.Dequeue();
                return candidate;
            }

            return null;
        }
    }

    private static StreamReader Reader(string path) =>
        new(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true, 1 << 16);
}
