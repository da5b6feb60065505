using ElectorPortal.Domain.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ElectorPortal.Web.Outbox;

/// <summary>Rings after each save that added a message, so that no use case has to remember it.</summary>
internal sealed class OutboxWakeUp(OutboxSignal signal) : SaveChangesInterceptor
{
    private bool added;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        added = eventData.Context!.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (added)
            signal.Ring();
        return ValueTask.FromResult(result);
    }
}
