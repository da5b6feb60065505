using System.Globalization;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>How one cell is written to a file.</summary>
internal static class CsvCell
{
    /// <summary>Quoted where it must be.</summary>
    public static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny("\";\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// A spreadsheet takes what starts like a formula for one, full-width signs included, and some programs pass over spaces, quotes and
    /// invisible characters first: an apostrophe in front makes it a text again.
    /// </summary>
    public static string Harmless(string cell)
    {
        foreach (var letter in cell)
        {
            if (letter is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0' or '＝' or '＋' or '－' or '＠')
                return $"'{cell}";
            if (!IsPassedOver(letter))
                return cell;
        }

        return cell;
    }

    private static bool IsPassedOver(char letter) =>
        letter is '"' or '\'' || char.IsWhiteSpace(letter) || char.IsControl(letter)
        || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;
}
