using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <param name="Entries">Null where something of the filter cannot be read.</param>
/// <param name="Electors">Those whom the filter names; null where it names none.</param>
/// <param name="Academies">Those to choose from; empty for an agent who has one.</param>
/// <param name="Errors">What cannot be read: field and message.</param>
internal sealed record JournalSelection(
    IQueryable<JournalEntry>? Entries, FoundElectors? Electors, IReadOnlyList<Academy> Academies, IReadOnlyList<(string Field, string Message)> Errors);

/// <summary>The part of the journal that an agent may see and asks for.</summary>
internal sealed class SelectJournal(PortalDbContext db, SignedInAgent agent, FindElectors find)
{
    public async Task<JournalSelection> SelectAsync(JournalFilter filter, CancellationToken cancellation)
    {
        IReadOnlyList<Academy> academies = agent.Academy is null
            ? await db.Academies.AsNoTracking().OrderBy(academy => academy.Name).ToListAsync(cancellation)
            : [];
        var errors = Narrow(filter, academies, out var narrow);
        var found = string.IsNullOrWhiteSpace(filter.Elector) ? null : await find.FindAsync(filter.Elector, cancellation);
        if (found?.Problem is { } problem)
            errors.Add(("electeur", problem));
        if (errors.Count > 0)
            return new JournalSelection(null, found, academies, errors);

        var visible = found is null ? agent.Journal : agent.JournalOf([.. found.Electors.Select(elector => elector.Id)]);
        return new JournalSelection(narrow(visible.AsNoTracking()), found, academies, []);
    }

    /// <returns>What cannot be read, in the agent's words.</returns>
    private static List<(string Field, string Message)> Narrow(
        JournalFilter filter, IReadOnlyList<Academy> academies, out Func<IQueryable<JournalEntry>, IQueryable<JournalEntry>> narrow)
    {
        var errors = new List<(string, string)>();
        var steps = new List<Func<IQueryable<JournalEntry>, IQueryable<JournalEntry>>>();

        Read(filter.Academy, "academie", "Choisissez une académie de la liste.", text =>
        {
            if (academies.FirstOrDefault(academy => academy.Name == text)?.Id is not { } id)
                return false;

            steps.Add(entries => entries.Where(entry => entry.AcademyId == id));
            return true;
        });
        Read(filter.Kind, "evenement", "Choisissez un événement de la liste.", text =>
        {
            if (!Enum.TryParse<JournalKind>(text, out var kind) || !Enum.IsDefined(kind))
                return false;

            steps.Add(entries => entries.Where(entry => entry.Kind == kind));
            return true;
        });
        Read(filter.Outcome, "resultat", "Choisissez un résultat de la liste.", text =>
        {
            if (!Enum.TryParse<JournalOutcome>(text, out var outcome) || !Enum.IsDefined(outcome))
                return false;

            steps.Add(entries => entries.Where(entry => entry.Outcome == outcome));
            return true;
        });
        Read(filter.Day, "jour", "Saisissez le jour sous la forme jj/mm/aaaa, par exemple 29/11/2018.", text =>
        {
            if (!JournalFilter.TryReadDay(text, out var day))
                return false;

            steps.Add(entries => entries.Where(entry => entry.At >= day.From && entry.At < day.Until));
            return true;
        });
        Read(filter.Before, "", "Ce lien vers la suite du journal est incomplet : reprenez à la première page.", text =>
        {
            if (!JournalCursor.TryParse(text, out var last))
                return false;

            steps.Add(entries => entries.OlderThan(last));
            return true;
        });

        narrow = entries => steps.Aggregate(entries, (narrowed, step) => step(narrowed));
        return errors;

        void Read(string? text, string field, string message, Func<string, bool> take)
        {
            if (!string.IsNullOrWhiteSpace(text) && !take(text))
                errors.Add((field, message));
        }
    }
}
