using System.Text.RegularExpressions;

namespace ElectorPortal.Domain.Helpdesk;

public enum NoteRefusal
{
    TooShort,
    TooLong,

    /// <summary>It seems to hold a NUMEN, an identifier, or a telephone number.</summary>
    HoldsSecret,

    /// <summary>It holds a character that nobody can read.</summary>
    Unreadable,
}

/// <summary>Why an agent did something, in his words: kept in the journal, which holds no secret.</summary>
public static partial class HelpdeskNote
{
    public const int MinLength = 3;
    public const int MaxLength = 200;

    public static NoteRefusal? Check(string? text) => text?.Trim() switch
    {
        null or { Length: < MinLength } => NoteRefusal.TooShort,
        { Length: > MaxLength } => NoteRefusal.TooLong,
        { } note when note.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) => NoteRefusal.Unreadable,
        { } note when HoldsSecret(note) => NoteRefusal.HoldsSecret,
        _ => null,
    };

    /// <summary>A telephone number, a NUMEN, or an identifier as printed or sent, whole or in groups of four; dates aside.</summary>
    private static bool HoldsSecret(string note) =>
        Number().IsMatch(Date().Replace(note, "date")) || Numen().IsMatch(note) || Identifier().IsMatch(note)
        || Groups().Matches(note).Any(match => match.Value.Any(char.IsDigit));

    [GeneratedRegex(@"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Date();

    [GeneratedRegex(@"[0-9](?:[\s.\-/]{0,3}[0-9]){7,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"[0-9]{2}\s?[A-Z]\s?(?:[0-9]\s?){7}[A-Z]{3}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Numen();

    /// <summary>Of its alphabet, which words of that length seldom keep to.</summary>
    [GeneratedRegex(
        @"\b[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{4}\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    /// <summary>Three words of four letters are an identifier where one holds a digit.</summary>
    [GeneratedRegex(
        @"\b[2-9A-HJKMNP-Z]{4}\s[2-9A-HJKMNP-Z]{4}\s[2-9A-HJKMNP-Z]{4}\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Groups();
}
