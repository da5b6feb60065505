namespace ElectorPortal.Domain.Helpdesk;

/// <summary>Why a text is not put above every page.</summary>
public enum IncidentRefusal
{
    /// <summary>So short that nobody would understand it.</summary>
    TooShort,
    TooLong,

    /// <summary>A line break or another character that is not written.</summary>
    NotText,
}

/// <summary>What everybody reads above every page while something is wrong: one for the whole portal, its text empty in ordinary times.</summary>
public sealed class IncidentNotice
{
    public const int MinLength = 10;
    public const int MaxLength = 300;

    /// <summary>There is one row.</summary>
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Null: nothing is shown.</summary>
    public string? Text { get; set; }

    /// <summary>UTC; null as long as there never was one.</summary>
    public DateTime? ChangedAt { get; set; }

    /// <param name="text">Without blanks around it.</param>
    public static IncidentRefusal? Check(string text) => text switch
    {
        { Length: < MinLength } => IncidentRefusal.TooShort,
        { Length: > MaxLength } => IncidentRefusal.TooLong,
        _ when text.Any(char.IsControl) => IncidentRefusal.NotText,
        _ => null,
    };
}
