using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>One reading of a file about contests: what is rejected, counted and remarked so far.</summary>
internal sealed class ContestFile(CsvFile file, RejectedLines rejects)
{
    private readonly Dictionary<LineFate, int> lines = Enum.GetValues<LineFate>().ToDictionary(fate => fate, _ => 0);

    public RejectedLines Rejects => rejects;

    /// <summary>What the operator should look at although it was applied.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>The folder in which the file stands.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(file.Path))!;

    public int Total(LineFate fate) => lines[fate];

    /// <summary>The place of a column in the file.</summary>
    public int IndexOf(string column) => file.Columns.ToList().IndexOf(column);

    /// <summary>The lines whose every cell is sound, in the order of the file; the others are rejected with all their problems.</summary>
    /// <param name="unreadable">Told of each record that cannot even be read cell by cell.</param>
    public List<TLine> Read<TLine>(Func<CellReader, CsvRecord, TLine> read, Action<CsvRecord>? unreadable = null)
    {
        var sound = new List<TLine>();
        foreach (var record in file.Records())
        {
            if (CellReader.Open(file.Columns, record, out var whole) is not { } cells)
            {
                Reject(record, new LineProblem("", whole));
                unreadable?.Invoke(record);
                continue;
            }

            var line = read(cells, record);
            if (cells.Problems.Count == 0)
                sound.Add(line);
            else
                Reject(record, [.. cells.Problems]);
        }

        return sound;
    }

    public void Reject(CsvRecord record, params LineProblem[] problems)
    {
        rejects.Add(record, problems);
        lines[LineFate.Rejected]++;
    }

    public void Count(LineFate fate) => lines[fate]++;

    public JournalEntry ToEntry(DateTime now) => new()
    {
        At = now,
        Kind = JournalKind.Import,
        Outcome = JournalOutcome.Done,
        Detail = $"{file.Name[..Math.Min(file.Name.Length, 100)]} : {Sentence}",
    };

    public string Sentence =>
        $"{CommandConsole.Count(lines[LineFate.New])} nouveaux, {CommandConsole.Count(lines[LineFate.Changed])} modifiés, "
        + $"{CommandConsole.Count(lines[LineFate.Unchanged])} inchangés, {CommandConsole.Count(lines[LineFate.Rejected])} rejetés";
}
