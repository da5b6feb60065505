using ElectorPortal.Domain.Electors;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

internal static class ElectorQueries
{
    /// <summary>The elector on the rolls who is known by that address, tracked, with all his addresses.</summary>
    public static Task<Elector?> FindElectorAsync(this PortalDbContext db, EmailAddress address, CancellationToken cancellation) =>
        db.Electors
            .Include(elector => elector.Addresses)
            .Where(elector => elector.RemovedAt == null && elector.Addresses.Any(known => known.Address == address))
            .SingleOrDefaultAsync(cancellation);
}
