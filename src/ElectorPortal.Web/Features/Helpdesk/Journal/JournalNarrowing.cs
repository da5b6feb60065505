using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>What of a filter says something, but the elector.</summary>
internal sealed record JournalNarrowing
{
    private int? AcademyId { get; init; }

    private JournalKind? Kind { get; init; }

    private JournalOutcome? Outcome { get; init; }

    private (DateTime From, DateTime Until)? Day { get; init; }

    private JournalCursor? Before { get; init; }

    /// <param name="academies">Those that the agent may choose.</param>
    /// <param name="read">Holds afterwards what cannot be read.</param>
    public static JournalNarrowing Of(JournalFilter filter, IReadOnlyList<Academy> academies, FilterReader read) => new()
    {
        AcademyId = read.Academy(filter.Academy, academies),
        Kind = read.Choice<JournalKind>(filter.Kind, "evenement", "Choisissez un événement de la liste."),
        Outcome = read.Choice<JournalOutcome>(filter.Outcome, "resultat", "Choisissez un résultat de la liste."),
        Day = read.Read(
            filter.Day, "jour", "Saisissez le jour sous la forme jj/mm/aaaa, par exemple 29/11/2018.", JournalFilter.ReadDay),
        Before = read.Read(
            filter.Before, "", "Ce lien vers la suite du journal est incomplet : reprenez à la première page.", JournalCursor.Read),
    };

    public IQueryable<JournalEntry> Apply(IQueryable<JournalEntry> entries)
    {
        if (AcademyId is { } academyId)
            entries = entries.Where(entry => entry.AcademyId == academyId);
        if (Kind is { } kind)
            entries = entries.Where(entry => entry.Kind == kind);
        if (Outcome is { } outcome)
            entries = entries.Where(entry => entry.Outcome == outcome);
        if (Day is var (from, until))
            entries = entries.Where(entry => entry.At >= from && entry.At < until);
        return Before is { } last ? entries.OlderThan(last) : entries;
    }
}
