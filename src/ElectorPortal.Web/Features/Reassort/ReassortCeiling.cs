using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>
/// What bounds the bill and the harm of a flood that passes every other check: the most requests of all electors together in an hour. It is
/// read before a request is written, not counted by it: requests judged at the same instant, or by several nodes within a second, may go a
/// few beyond it, and no row is fought over by all of them.
/// </summary>
internal sealed class ReassortCeiling(PortalDbContext db, ReassortOptions options, ReassortRoom room, ReassortAlerts alerts)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="now">UTC.</param>
    public async Task<bool> IsReachedAsync(DateTime now, CancellationToken cancellation)
    {
        if (await room.TakeAsync(now, async () => options.MaxPerHour - await AcceptedSinceAsync(now - Hour, cancellation)))
            return false;

        alerts.CeilingReached(options.MaxPerHour);
        return true;
    }

    private Task<int> AcceptedSinceAsync(DateTime since, CancellationToken cancellation) =>
        db.ReassortRequests
            .Where(request => request.AcceptedAt > since)
            .OrderByDescending(request => request.AcceptedAt)
            .Take(options.MaxPerHour)
            .CountAsync(cancellation);
}

/// <summary>Under the ceiling of an hour, as this process last counted it.</summary>
internal sealed class ReassortRoom : CountedRoom;
