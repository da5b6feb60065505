using ElectorPortal.Domain.Electors;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

internal static class ElectorQueries
{
    /// <summary>Those of the electors, one or none, who are known by that address.</summary>
    /// <remarks>The address is looked up first, by its index: asked of each elector, SQLite would go through all of them.</remarks>
    public static IQueryable<Elector> KnownBy(this IQueryable<Elector> electors, EmailAddress address, PortalDbContext db) =>
        electors.Where(elector => db.ElectorAddresses
            .Where(known => known.Address == address)
            .Select(known => known.ElectorId)
            .Contains(elector.Id));

    /// <summary>The elector on the rolls who is known by that address, tracked, with all his addresses.</summary>
    public static Task<Elector?> FindElectorAsync(this PortalDbContext db, EmailAddress address, CancellationToken cancellation) =>
        db.Electors.Where(elector => elector.RemovedAt == null).KnownBy(address, db).Include(elector => elector.Addresses).SingleOrDefaultAsync(cancellation);
}
