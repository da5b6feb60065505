using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>
/// Makes whoever mistypes the password of one address wait longer and longer, whether or not the address is known, and bounds the wrong
/// ones of one network. A browser in which the elector has given the right one before waits for its own tries alone: a stranger cannot
/// keep him out.
/// </summary>
internal sealed class SignInThrottle(PortalDbContext db, Tries tries, NetworkThrottle network, PortalCookies cookies, KeyedHash hash)
{
    /// <summary>Counts one try at the door with the password of this address; nothing else may be in the unit of work.</summary>
    /// <param name="elector">Who is known by the address; null for nobody.</param>
    /// <returns>How long to wait before a try; zero where this one may be looked at.</returns>
    public async Task<TimeSpan> TakeAsync(EmailAddress address, Elector? elector, CancellationToken cancellation)
    {
        if (DeviceOf(elector) is null && await network.TakeAsync(cancellation) is { Ticks: > 0 } wait)
            return wait;
        return await TakeOfAccountAsync(address, elector, cancellation);
    }

    /// <summary>As <see cref="TakeAsync"/>, of somebody who is inside already: his network does not matter.</summary>
    public Task<TimeSpan> TakeOfAccountAsync(EmailAddress address, Elector? elector, CancellationToken cancellation) =>
        DeviceOf(elector) is { } device
            ? tries.TakeAsync(hash.OfDevice(device), cancellation, device.ElectorId)
            : tries.TakeAsync(hash.Of(address), cancellation);

    /// <summary>The try at the door was good: as <see cref="WelcomeAsync"/>.</summary>
    public async Task PassAsync(EmailAddress address, Elector elector, CancellationToken cancellation)
    {
        if (DeviceOf(elector) is null)
            await network.GiveBackAsync(cancellation);
        await WelcomeAsync(elector, [address], cancellation);
    }

    /// <summary>Who has proved that he is this elector waits no longer for earlier tries, and is known in this browser from now on.</summary>
    public async Task WelcomeAsync(Elector elector, IEnumerable<EmailAddress> addresses, CancellationToken cancellation)
    {
        if (DeviceOf(elector) is { } device)
            await tries.ClearAsync(hash.OfDevice(device), cancellation);
        foreach (var address in addresses)
            await tries.ClearAsync(hash.Of(address), cancellation);
        cookies.Device = DeviceOf(elector) ?? new KnownDevice(elector.Id, elector.PasswordVersion, Guid.NewGuid());
    }

    /// <summary>How long this elector must wait at most, whichever of his addresses and browsers he uses; nothing is counted.</summary>
    public async Task<TimeSpan> LongestWaitAsync(Elector elector, CancellationToken cancellation)
    {
        List<byte[]> keys = [.. elector.Addresses.Select(known => hash.Of(known.Address))];
        var counted = await FailuresOf(elector, keys).AsNoTracking().ToListAsync(cancellation);
        return counted.Select(tries.Wait).DefaultIfEmpty().Max();
    }

    /// <summary>Adds to the unit of work that no wrong password or identifier of this elector counts any more.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> ForgiveAsync(Elector elector, CancellationToken cancellation)
    {
        List<byte[]> keys = [.. elector.Addresses.Select(known => hash.Of(known.Address)), hash.OfIdentifierTries(elector.Id)];
        var failures = await FailuresOf(elector, keys).ToListAsync(cancellation);
        db.SignInFailures.RemoveRange(failures);
        return failures.Count > 0;
    }

    private IQueryable<SignInFailures> FailuresOf(Elector elector, List<byte[]> keys) =>
        db.SignInFailures.Where(row => keys.Contains(row.AddressHash) || row.ElectorId == elector.Id);

    private KnownDevice? DeviceOf(Elector? elector) => cookies.Device is { } device && device.IsOf(elector) ? device : null;
}
