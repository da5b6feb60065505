using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>What every page of a signed-in elector asks the database, in one round trip, compiled once.</summary>
internal sealed class SessionQuery
{
    private readonly Func<PortalDbContext, byte[], CancellationToken, Task<ElectorSession?>> find = EF.CompileAsyncQuery(
        (PortalDbContext db, byte[] tokenHash, CancellationToken cancellation) => db.Sessions.AsNoTracking()
            .Include(row => row.Elector!).ThenInclude(elector => elector.Academy)
            .SingleOrDefault(row => row.TokenHash == tokenHash));

    /// <summary>The session with its elector and his académie; null where there is none. For reading.</summary>
    public Task<ElectorSession?> FindAsync(PortalDbContext db, byte[] tokenHash, CancellationToken cancellation) => find(db, tokenHash, cancellation);
}
