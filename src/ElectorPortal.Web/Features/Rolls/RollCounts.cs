using System.Collections.Concurrent;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Rolls;

/// <summary>
/// How many electors stand on each roll, as it was five minutes ago at most. Counting one of 300 000 names takes a hundred times as long as
/// a page of it; the figure is public and hardly moves. Of readers who come together one counts, and the others wait for him.
/// </summary>
internal sealed class RollCounts(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <param name="contest">A code that exists: each one asked for is kept.</param>
    public Task<int> OfAsync(string contest) =>
        kept.AddOrUpdate(contest, Begin, (code, known) => IsGood(known) ? known : Begin(code)).Count.Value;

    private bool IsGood(Kept known) => time.GetElapsedTime(known.BegunAt) < Lifetime && !(known.Count.IsValueCreated && known.Count.Value.IsFaulted);

    private Kept Begin(string contest) => new(new Lazy<Task<int>>(() => CountAsync(contest)), time.GetTimestamp());

    /// <summary>In a scope of its own: whoever asked first may have gone away.</summary>
    private async Task<int> CountAsync(string contest)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        return await db.Enrolments.CountAsync(place => place.ContestCode == contest && db.Electors.Any(one => one.Id == place.ElectorId && one.RemovedAt == null));
    }

    private sealed record Kept(Lazy<Task<int>> Count, long BegunAt);
}
