using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>
/// What bounds the bill and the harm of a flood that passes every other check: the most requests of all electors together in an hour, and
/// a look at numbers that serve several electors. The ceiling is read before a request is written, not counted by it: requests judged at
/// the same instant may go a few beyond it, and no row is fought over by all of them.
/// </summary>
internal sealed class ReassortCeiling(PortalDbContext db, KeyedHash hash, ReassortOptions options, ReassortAlerts alerts)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="now">UTC.</param>
    public async Task<bool> IsReachedAsync(DateTime now, CancellationToken cancellation)
    {
        var since = now - Hour;
        var isReached = options.MaxPerHour == 0 || await db.ReassortRequests
            .Where(request => request.AcceptedAt > since)
            .OrderByDescending(request => request.AcceptedAt)
            .Skip(options.MaxPerHour - 1)
            .AnyAsync(cancellation);
        if (isReached)
            alerts.CeilingReached(options.MaxPerHour);
        return isReached;
    }

    /// <returns>What deserves a look where this elector now uses that number; null where nothing does.</returns>
    public async Task<ReassortRemark?> LookAtAsync(MobileNumber number, int electorId, CancellationToken cancellation)
    {
        var numberHash = hash.Of(number);
        var others = await db.ReassortRequests
            .Where(request => request.NumberHash == numberHash && request.ElectorId != electorId)
            .Select(request => request.ElectorId)
            .Distinct()
            .Take(ReassortRules.ElectorsPerNumber)
            .CountAsync(cancellation);
        return others < ReassortRules.ElectorsPerNumber ? null : ReassortRemark.SharedNumber;
    }
}
