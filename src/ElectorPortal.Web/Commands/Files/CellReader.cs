using System.Globalization;
using System.Text;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>Reads the cells of one line and gathers everything that is wrong with them.</summary>
internal sealed class CellReader
{
    /// <summary>Between the values of a cell that holds several.</summary>
    private const char ValueSeparator = '|';

    private readonly IReadOnlyList<string> columns;
    private readonly IReadOnlyList<string> values;
    private readonly List<LineProblem> problems = [];

    private CellReader(IReadOnlyList<string> columns, IReadOnlyList<string> values) => (this.columns, this.values) = (columns, values);

    public IReadOnlyList<LineProblem> Problems => problems;

    /// <returns>Null where the line cannot even be read cell by cell.</returns>
    /// <param name="problem">Why it cannot; empty where it can.</param>
    public static CellReader? Open(IReadOnlyList<string> columns, CsvRecord record, out string problem)
    {
        var cells = record.Cells();
        problem = cells switch
        {
            null => "Un guillemet est ouvert sans être fermé, ou suivi de texte.",
            { Count: var count } when count != columns.Count => $"La ligne a {count} cellule(s) au lieu de {columns.Count}.",
            _ when cells.All(string.IsNullOrWhiteSpace) => "La ligne est vide.",
            _ => "",
        };
        return problem.Length == 0 ? new CellReader(columns, cells!) : null;
    }

    public void Refuse(string column, string reason) => problems.Add(new LineProblem(column, reason));

    /// <summary>The cell without the spaces around it, its accents in their composed form.</summary>
    public string Text(string column)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index] == column)
                return values[index].Trim(' ', '\u00A0').Normalize(NormalizationForm.FormC);
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

    /// <summary>A whole number in digits alone, between two bounds that belong to it.</summary>
    /// <returns>The lower bound where the cell was refused.</returns>
    public int Number(string column, int min, int max)
    {
        var text = Text(column);
        if (text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit) && int.Parse(text, CultureInfo.InvariantCulture) is var number && number >= min && number <= max)
            return number;

        Refuse(column, text.Length == 0 ? "Le nombre manque." : $"Ce n'est pas un nombre entier compris entre {min} et {max}.");
        return min;
    }

    /// <summary>« M. » or « Mme », however it was written.</summary>
    public string Civility(string column)
    {
        var text = Text(column);
        switch (text.TrimEnd('.').ToUpperInvariant())
        {
            case "M" or "MR" or "MONSIEUR":
                return "M.";
            case "MME" or "MADAME" or "MLLE" or "MADEMOISELLE":
                return "Mme";
            default:
                Refuse(column, text.Length == 0 ? "La civilité manque." : "La civilité doit être « M. » ou « Mme ».");
                return "";
        }
    }

    public IEnumerable<string> Values(string column) =>
        Text(column).Split(ValueSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Control characters, and those that turn the direction of the text around them.</summary>
    private static bool IsInvisible(char c) =>
        char.IsControl(c)
        || (c > '\u007F' && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
