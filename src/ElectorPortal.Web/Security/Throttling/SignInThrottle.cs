using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Makes whoever mistypes the password of one address wait longer and longer, whether or not the address is known.</summary>
internal sealed class SignInThrottle(PortalDbContext db, KeyedHash hash, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>How long this address must still wait; zero where it may try.</summary>
    public async Task<TimeSpan> WaitAsync(EmailAddress address, CancellationToken cancellation)
    {
        var key = hash.Of(address);
        var failures = await db.SignInFailures.AsNoTracking().SingleOrDefaultAsync(row => row.AddressHash == key, cancellation);
        if (failures is null)
            return TimeSpan.Zero;

        var wait = failures.LastAt + SignInDelay.After(failures.Count) - Now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    public async Task FailAsync(EmailAddress address, CancellationToken cancellation)
    {
        var key = hash.Of(address);
        var now = Now;
        if (await CountAsync(key, now, cancellation))
            return;

        try
        {
            db.SignInFailures.Add(new SignInFailures { AddressHash = key, Count = 1, LastAt = now });
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // A parallel try wrote the first failure.
            db.ChangeTracker.Clear();
            await CountAsync(key, now, cancellation);
        }
    }

    public async Task ClearAsync(EmailAddress address, CancellationToken cancellation)
    {
        var key = hash.Of(address);
        await db.SignInFailures.Where(row => row.AddressHash == key).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Adds to the unit of work that no wrong password of this elector counts any more.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> ForgiveAsync(Elector elector, CancellationToken cancellation)
    {
        var keys = elector.Addresses.Select(known => hash.Of(known.Address)).ToList();
        var failures = await db.SignInFailures.Where(row => keys.Contains(row.AddressHash)).ToListAsync(cancellation);
        db.SignInFailures.RemoveRange(failures);
        return failures.Count > 0;
    }

    private async Task<bool> CountAsync(byte[] key, DateTime now, CancellationToken cancellation) =>
        await db.SignInFailures.Where(row => row.AddressHash == key)
            .ExecuteUpdateAsync(
                row => row.SetProperty(failures => failures.Count, failures => failures.Count + 1)
                    .SetProperty(failures => failures.LastAt, now),
                cancellation) > 0;
}
