namespace ElectorPortal.Web.Commands.Files;

/// <summary>What is wrong with one cell of a line, or with the line as a whole.</summary>
/// <param name="Column">Empty where the line as a whole is wrong.</param>
/// <param name="Reason">In French, without the value: the file holds it already.</param>
internal readonly record struct LineProblem(string Column, string Reason);

/// <summary>
/// The lines that a command did not apply: a file of its own, each line as it was and one row per problem, or the first of them on the
/// console, by number alone.
/// </summary>
internal sealed class RejectedLines : IDisposable
{
    private const int ShownWithoutFile = 20;

    private readonly CsvFile source;
    private readonly List<string> shown = [];
    private readonly StreamWriter? writer;

    /// <param name="path">Null where the operator asked for no file.</param>
    public RejectedLines(CsvFile source, string? path)
    {
        this.source = source;
        if (path is null)
            return;
        if (Path.GetFullPath(path) == Path.GetFullPath(source.Path))
            throw new CommandFailure("Le fichier des rejets ne peut pas être le fichier lu.");

        File.Delete(path);
        writer = PrivateFile.Create(path);
        writer.WriteLine($"{source.Header.Raw};ligne;colonne;motif");
    }

    public int Count { get; private set; }

    public void Add(CsvRecord record, IEnumerable<LineProblem> problems)
    {
        Count++;
        foreach (var problem in problems)
        {
            if (writer is not null)
                writer.WriteLine($"{Aligned(record)};{record.Line};{problem.Column};{CsvCell.Quote(problem.Reason)}");
            else if (Count <= ShownWithoutFile)
                shown.Add($"Ligne {record.Line}{(problem.Column.Length > 0 ? $", {problem.Column}" : "")} : {problem.Reason}");
        }
    }

    /// <summary>Where no file was asked for, the first problems: line, column and reason, never the value.</summary>
    public void ShowOn(CommandConsole console)
    {
        foreach (var problem in shown)
            console.WriteError(problem);
        if (writer is null && Count > 0)
            console.WriteError($"{CommandConsole.Count(Count)} ligne(s) rejetée(s). Pour les avoir toutes, avec leurs motifs : --rejects FICHIER.");
    }

    public void Dispose() => writer?.Dispose();

    /// <summary>The line as it was, so that the three columns after it fall under their names: a short line is filled up, and one whose
    /// quotes do not match stands whole in the first cell.</summary>
    private string Aligned(CsvRecord record)
    {
        var cells = record.Cells();
        var text = cells is null ? $"\"{record.Raw.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : record.Raw;
        return text + new string(CsvRecord.Separator, Math.Max(source.Columns.Count - (cells?.Count ?? 1), 0));
    }
}
