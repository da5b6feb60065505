using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>
/// Makes whoever is wrong several times in a row wait longer and longer (<see cref="SignInDelay"/>), on all nodes alike. Each try is counted
/// before it is looked at, so that tries sent all at once are as few as tries sent one by one.
/// </summary>
internal sealed class Tries(PortalDbContext db, TimeProvider time)
{
    /// <summary>Counts one try; nothing else may be in the unit of work.</summary>
    /// <param name="key">What is tried, as a keyed hash.</param>
    /// <param name="electorId">In whose browser, where it is known.</param>
    /// <returns>How long to wait before a try; zero where this one may be looked at.</returns>
    public async Task<TimeSpan> TakeAsync(byte[] key, CancellationToken cancellation, int? electorId = null)
    {
        while (true)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var tries = await FindAsync(key, cancellation);
            if (Wait(tries, now) is { Ticks: > 0 } wait)
                return wait;

            var isCounted = tries is null
                ? await db.TryInsertAsync(new SignInFailures { AddressHash = key, ElectorId = electorId, Count = 1, LastAt = now }, cancellation)
                : await TryCountAsync(tries, now, cancellation);
            if (isCounted)
                return TimeSpan.Zero;
        }
    }

    /// <summary>How long to wait before a next try, given those that are counted.</summary>
    public TimeSpan Wait(SignInFailures? tries) => Wait(tries, time.GetUtcNow().UtcDateTime);

    public async Task ClearAsync(byte[] key, CancellationToken cancellation) =>
        await db.SignInFailures.Where(row => row.AddressHash == key).ExecuteDeleteAsync(cancellation);

    private static TimeSpan Wait(SignInFailures? tries, DateTime now)
    {
        var wait = tries is null ? TimeSpan.Zero : tries.LastAt + SignInDelay.After(tries.Count) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private Task<SignInFailures?> FindAsync(byte[] key, CancellationToken cancellation) =>
        db.SignInFailures.AsNoTracking().SingleOrDefaultAsync(row => row.AddressHash == key, cancellation);

    /// <returns>False where a parallel try was counted since <paramref name="seen"/> was read.</returns>
    private async Task<bool> TryCountAsync(SignInFailures seen, DateTime now, CancellationToken cancellation) =>
        await db.SignInFailures.Where(row => row.AddressHash == seen.AddressHash && row.Count == seen.Count)
            .ExecuteUpdateAsync(
                row => row.SetProperty(tries => tries.Count, seen.Count + 1).SetProperty(tries => tries.LastAt, now),
                cancellation) > 0;
}
