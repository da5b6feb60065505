using System.Runtime.CompilerServices;
using ElectorPortal.Domain.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ElectorPortal.Web.Watching;

/// <summary>Counts what is written to the journal once it is saved, so that no use case has to remember it. One for all contexts.</summary>
internal sealed class JournalCounter(PortalMetrics metrics) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<JournalEntry>> saving = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = eventData.Context!;
        saving.Remove(context);
        var added = context.ChangeTracker.Entries<JournalEntry>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).ToList();
        if (added.Count > 0)
            saving.Add(context, added);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (saving.Remove(eventData.Context!, out var added))
            added.ForEach(metrics.Written);
        return ValueTask.FromResult(result);
    }
}
