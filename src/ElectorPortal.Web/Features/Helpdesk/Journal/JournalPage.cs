using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>An entry with the people it names.</summary>
/// <param name="Elector">Null where no elector is concerned, or one whom this agent may not see.</param>
/// <param name="AgentName">Null for what no agent did.</param>
public sealed record JournalLine(JournalEntry Entry, NamedElector? Elector, string? AgentName);

/// <summary>Who an elector is, as far as a line of a list says.</summary>
public sealed record NamedElector(int Id, string Civility, string FirstNames, string BirthName, string? UsageName)
{
    public static NamedElector Of(Elector elector) =>
        new(elector.Id, elector.Civility, elector.FirstNames, elector.BirthName, elector.UsageName);

    public string Name => $"{UsageName ?? BirthName} {FirstNames}";
}

/// <summary>A page of the journal.</summary>
public sealed record JournalPage
{
    public required JournalFilter Filter { get; init; }

    public IReadOnlyList<JournalLine> Lines { get; init; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public JournalCursor? Next { get; init; }

    /// <summary>Those to choose from; empty for an agent who has one.</summary>
    public IReadOnlyList<Academy> Academies { get; init; } = [];

    /// <summary>Nobody whom the agent may see answers to what was typed.</summary>
    public bool IsElectorUnknown { get; init; }

    /// <summary>More electors answer to what was typed than are shown.</summary>
    public bool AreElectorsTooMany { get; init; }

    /// <summary>What of the filter cannot be read: field and message.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors { get; init; } = [];
}
