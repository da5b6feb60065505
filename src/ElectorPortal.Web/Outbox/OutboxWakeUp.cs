using System.Runtime.CompilerServices;
using ElectorPortal.Domain.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ElectorPortal.Web.Outbox;

/// <summary>Rings after each save that added a message, so that no use case has to remember it. One for all contexts.</summary>
internal sealed class OutboxWakeUp(OutboxSignal signal) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object> adding = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = eventData.Context!;
        if (context.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added))
            adding.AddOrUpdate(context, context);
        else
            adding.Remove(context);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (adding.Remove(eventData.Context!))
            signal.Ring();
        return ValueTask.FromResult(result);
    }
}
