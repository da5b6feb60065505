using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>
/// Bounds the wrong passwords of one network, whatever the accounts: generously, since a whole académie may stand behind one address. Each
/// try is counted before it is looked at, and given back where it was good.
/// </summary>
internal sealed class NetworkThrottle(
    PortalDbContext db, KeyedHash hash, IHttpContextAccessor accessor, ThrottlingOptions limits, TimeProvider time)
{
    /// <summary>Null where the connection tells no address.</summary>
    private byte[]? Key => Network.Of(accessor.HttpContext?.Connection.RemoteIpAddress) is { } network ? hash.OfNetwork(network) : null;

    /// <summary>Counts one try from the network of this request; nothing else may be in the unit of work.</summary>
    /// <returns>How long to wait before a try; zero where this one may be looked at.</returns>
    public async Task<TimeSpan> TakeAsync(CancellationToken cancellation)
    {
        if (Key is not { } key)
            return TimeSpan.Zero;

        while (true)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var begin = now - limits.Period;
            if (await CountAsync(key, begin, cancellation))
                return TimeSpan.Zero;

            var tries = await db.NetworkTries.AsNoTracking().SingleOrDefaultAsync(row => row.NetworkHash == key, cancellation);
            if (tries is not null && tries.Since > begin && tries.Count >= limits.WrongPasswordsPerNetwork)
                return tries.Since - begin;
            var isBegun = tries is null
                ? await db.TryInsertAsync(new NetworkTries { NetworkHash = key, Count = 1, Since = now }, cancellation)
                : await TryBeginAgainAsync(tries, begin, now, cancellation);
            if (isBegun)
                return TimeSpan.Zero;
        }
    }

    /// <summary>The try was good: it does not count.</summary>
    public async Task GiveBackAsync(CancellationToken cancellation)
    {
        if (Key is { } key)
        {
            await db.NetworkTries.Where(row => row.NetworkHash == key && row.Count > 0)
                .ExecuteUpdateAsync(row => row.SetProperty(tries => tries.Count, tries => tries.Count - 1), cancellation);
        }
    }

    private async Task<bool> CountAsync(byte[] key, DateTime begin, CancellationToken cancellation)
    {
        var most = limits.WrongPasswordsPerNetwork;
        return await db.NetworkTries.Where(row => row.NetworkHash == key && row.Since > begin && row.Count < most)
            .ExecuteUpdateAsync(row => row.SetProperty(tries => tries.Count, tries => tries.Count + 1), cancellation) > 0;
    }

    /// <returns>False where a parallel try has begun the new period, or the old one has not ended.</returns>
    private async Task<bool> TryBeginAgainAsync(NetworkTries seen, DateTime begin, DateTime now, CancellationToken cancellation) =>
        seen.Since <= begin
        && await db.NetworkTries.Where(row => row.NetworkHash == seen.NetworkHash && row.Since == seen.Since)
            .ExecuteUpdateAsync(row => row.SetProperty(tries => tries.Count, 1).SetProperty(tries => tries.Since, now), cancellation) > 0;
}
