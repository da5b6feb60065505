using System.Text.RegularExpressions;

namespace ElectorPortal.Domain.Helpdesk;

public enum NoteRefusal
{
    TooShort,
    TooLong,

    /// <summary>It seems to hold a NUMEN, an identifier, or a telephone number.</summary>
    HoldsSecret,
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
        { } note when HoldsSecret(note) => NoteRefusal.HoldsSecret,
        _ => null,
    };

    /// <summary>A telephone number, a NUMEN, or an identifier as printed or sent: twelve capitals and digits, alone or in groups of four.</summary>
    private static bool HoldsSecret(string note) =>
        Number().IsMatch(note) || Numen().IsMatch(note) || Identifier().Matches(note).Any(match => match.Value.Any(char.IsDigit));

    [GeneratedRegex(@"[0-9](?:[ .\-]?[0-9]){7,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"[0-9]{2} ?[A-Za-z] ?(?:[0-9] ?){7}[A-Za-z]{3}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Numen();

    [GeneratedRegex(@"\b[0-9A-Z]{4}[ \-]?[0-9A-Z]{4}[ \-]?[0-9A-Z]{4}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
