using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
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
internal sealed class SelectJournal(SignedInAgent agent, FindElectors find)
{
    public async Task<JournalSelection> SelectAsync(JournalFilter filter, CancellationToken cancellation)
    {
        var academies = await agent.AcademiesToChooseAsync(cancellation);
        var read = new FilterReader();
        var narrowing = JournalNarrowing.Of(filter, academies, read);
        var found = string.IsNullOrWhiteSpace(filter.Elector) ? null : await find.FindAsync(filter.Elector, everywhere: false, cancellation);
        if (found?.Problem is { } problem)
            read.Refuse("electeur", problem);
        if (read.Errors.Count > 0)
            return new JournalSelection(null, found, academies, read.Errors);

        var visible = found is null ? agent.Journal : agent.JournalOf([.. found.Electors.Select(elector => elector.Id)]);
        return new JournalSelection(narrowing.Apply(visible.AsNoTracking()), found, academies, []);
    }
}
