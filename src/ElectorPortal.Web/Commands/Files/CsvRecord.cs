using System.Text;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>One record of a file: its text alone, split anew by whoever asks for its cells.</summary>
/// <param name="Line">The physical line where it starts, the header being line 1.</param>
/// <param name="Raw">The text as it stands in the file.</param>
internal sealed record CsvRecord(int Line, string Raw)
{
    public const char Separator = ';';

    /// <summary>Null where quotes are opened and not closed.</summary>
    public IReadOnlyList<string>? Cells() => Split(Raw);

    /// <summary>Splits as RFC 4180 says; a quote in the middle of a cell that does not start with one is a character like another.</summary>
    /// <returns>Null where a quoted cell does not end, or something follows its closing quote.</returns>
    public static IReadOnlyList<string>? Split(string text)
    {
        var cells = new List<string>(16);
        var position = 0;
        while (true)
        {
            if (position < text.Length && text[position] == '"')
            {
                if (Quoted(text, ref position) is not { } cell)
                    return null;
                cells.Add(cell);
            }
            else
            {
                var end = text.IndexOf(Separator, position);
                cells.Add(end < 0 ? text[position..] : text[position..end]);
                position = end < 0 ? text.Length : end;
            }

            if (position == text.Length)
                return cells;
            if (text[position] != Separator)
                return null;
            position++;
        }
    }

    private static string? Quoted(string text, ref int position)
    {
        var cell = new StringBuilder();
        position++;
        while (text.IndexOf('"', position) is >= 0 and var quote)
        {
            cell.Append(text, position, quote - position);
            position = quote + 1;
            if (position == text.Length || text[position] != '"')
                return cell.ToString();

            cell.Append('"');
            position++;
        }

        return null;
    }
}
