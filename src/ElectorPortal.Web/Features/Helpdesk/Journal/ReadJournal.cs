using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>Reads the part of the journal that an agent may see and asks for, page by page.</summary>
internal sealed class ReadJournal(PortalDbContext db, SignedInAgent agent, FindElectors find, JournalLines lines)
{
    private const int PageSize = 50;

    public async Task<JournalPage> ReadAsync(JournalFilter filter, CancellationToken cancellation)
    {
        var page = new JournalPage
        {
            Filter = filter,
            Academies = agent.Academy is null ? await db.Academies.AsNoTracking().OrderBy(academy => academy.Name).ToListAsync(cancellation) : [],
        };
        var errors = Narrow(filter, page, out var narrow);
        var found = string.IsNullOrWhiteSpace(filter.Elector) ? null : await find.FindAsync(filter.Elector, cancellation);
        if (found?.Problem is { } problem)
            errors.Add(("electeur", problem));
        if (errors.Count > 0)
            return page with { Errors = errors };

        var entries = narrow(found is null ? agent.Journal : agent.JournalOf([.. found.Electors.Select(elector => elector.Id)]));
        var read = await entries.AsNoTracking()
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        return page with
        {
            Lines = await lines.OfAsync(read.Take(PageSize), cancellation),
            Next = read.Count > PageSize ? JournalCursor.Of(read[PageSize - 1]) : null,
            IsElectorUnknown = found is { Electors.Count: 0 },
            AreElectorsTooMany = found is { IsCutShort: true },
        };
    }

    /// <returns>What cannot be read, in the agent's words.</returns>
    private static List<(string Field, string Message)> Narrow(
        JournalFilter filter, JournalPage page, out Func<IQueryable<JournalEntry>, IQueryable<JournalEntry>> narrow)
    {
        var errors = new List<(string, string)>();
        var steps = new List<Func<IQueryable<JournalEntry>, IQueryable<JournalEntry>>>();

        Read(filter.Academy, "academie", "Choisissez une académie de la liste.", text =>
        {
            if (page.Academies.FirstOrDefault(academy => academy.Name == text)?.Id is not { } id)
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

            // The first condition says nothing more, and lets every database start its index there.
            steps.Add(entries => entries.Where(entry => entry.At <= last.At && (entry.At < last.At || entry.Id < last.Id)));
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
