using System.Globalization;
using System.Text;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>Reads the cells of one line and gathers everything that is wrong with them.</summary>
internal sealed class CellReader(IReadOnlyList<string> columns, CsvRecord record)
{
    private readonly List<LineProblem> problems = [];

    public IReadOnlyList<LineProblem> Problems => problems;

    public void Refuse(string column, string reason) => problems.Add(new LineProblem(column, reason));

    /// <summary>The cell without the spaces around it, its accents in their composed form.</summary>
    public string Text(string column)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index] == column)
                return record.Cells![index].Trim(' ', '\u00A0').Normalize(NormalizationForm.FormC);
        }

        return "";
    }

    /// <param name="missing">What to say of an empty cell; null where it may be empty.</param>
    public string Text(string column, int maxLength, string? missing)
    {
        var text = Text(column);
        if (text.Length == 0 && missing is not null)
            Refuse(column, missing);
        else if (text.Length > maxLength)
            Refuse(column, $"Le texte dépasse {maxLength} caractères.");
        else if (text.Any(IsInvisible))
            Refuse(column, "Le texte contient un caractère invisible ou un saut de ligne.");
        return text;
    }

    /// <summary>As <see cref="Text(string, int, string?)"/>, for the name of a person or of an académie: it holds a letter.</summary>
    public string Name(string column, int maxLength, string? missing)
    {
        var text = Text(column, maxLength, missing);
        if (text.Length > 0 && !text.Any(char.IsLetter))
            Refuse(column, "Ce nom ne contient aucune lettre.");
        return text;
    }

    public IEnumerable<string> Values(string column) =>
        Text(column).Split(ElectorColumns.ValueSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Control characters, and those that turn the direction of the text around them.</summary>
    private static bool IsInvisible(char c) =>
        char.IsControl(c)
        || (c > '\u007F' && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
