using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>What an agent typed to find an elector, read as an address or as the beginnings of names.</summary>
public sealed record ElectorSearch
{
    public const string Unreadable =
        "Saisissez au moins deux lettres du nom, ou une adresse de messagerie entière. Ne saisissez ni NUMEN, ni identifiant, ni numéro.";

    private const int MaxWords = 5;
    private const int MinLetters = 2;
    private const int LettersInJournal = 3;

    private ElectorSearch(EmailAddress? address, IReadOnlyList<string> words)
    {
        Address = address;
        Words = words;
    }

    public EmailAddress? Address { get; }

    /// <summary>Folded (<see cref="Names.Fold"/>), the longest first; empty for an address.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>
    /// What the journal keeps of the search: an address masked, names by their first letters, since an identifier may have been typed here.
    /// </summary>
    public string ForJournal =>
        Address?.Masked ?? string.Join(' ', Words.Select(word => word.Length > LettersInJournal ? $"{word[..LettersInJournal]}…" : word));

    /// <returns>Null where the text is too short, too long, or neither a name nor an address.</returns>
    public static ElectorSearch? Read(string text)
    {
        if (text.Length > EmailAddress.MaxLength)
            return null;
        if (EmailAddress.TryParse(text, out var address))
            return new ElectorSearch(address, []);
        // Names hold no digits; what holds some may be a secret, and is kept nowhere.
        if (text.Contains('@', StringComparison.Ordinal) || text.Any(char.IsDigit))
            return null;

        var words = Names.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .OrderByDescending(word => word.Length)
            .Take(MaxWords)
            .ToList();
        return words is [{ Length: >= MinLetters }, ..] ? new ElectorSearch(null, words) : null;
    }
}
