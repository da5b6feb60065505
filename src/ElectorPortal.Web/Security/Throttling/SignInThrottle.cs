using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Makes whoever mistypes the password of one address wait longer and longer, whether or not the address is known.</summary>
internal sealed class SignInThrottle(PortalDbContext db, Tries tries, KeyedHash hash)
{
    /// <summary>Counts one try with the password of this address; nothing else may be in the unit of work.</summary>
    /// <returns>How long to wait before a try; zero where this one may be looked at.</returns>
    public Task<TimeSpan> TakeAsync(EmailAddress address, CancellationToken cancellation) => tries.TakeAsync(hash.Of(address), cancellation);

    /// <summary>How long this address must still wait; nothing is counted.</summary>
    public Task<TimeSpan> WaitAsync(EmailAddress address, CancellationToken cancellation) => tries.WaitAsync(hash.Of(address), cancellation);

    public Task ClearAsync(EmailAddress address, CancellationToken cancellation) => tries.ClearAsync(hash.Of(address), cancellation);

    /// <summary>Adds to the unit of work that no wrong password or identifier of this elector counts any more.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> ForgiveAsync(Elector elector, CancellationToken cancellation)
    {
        List<byte[]> keys = [.. elector.Addresses.Select(known => hash.Of(known.Address)), hash.OfIdentifierTries(elector.Id)];
        var failures = await db.SignInFailures.Where(row => keys.Contains(row.AddressHash)).ToListAsync(cancellation);
        db.SignInFailures.RemoveRange(failures);
        return failures.Count > 0;
    }
}
