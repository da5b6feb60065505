namespace ElectorPortal.Web.Commands.Files;

/// <summary>How one cell is written to a file.</summary>
internal static class CsvCell
{
    /// <summary>Quoted where it must be.</summary>
    public static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny("\";\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// A spreadsheet takes what starts like a formula for one, full-width signs included: an apostrophe in front makes it a text again.
    /// </summary>
    public static string Harmless(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0' or '＝' or '＋' or '－' or '＠' ? $"'{cell}" : cell;
}
