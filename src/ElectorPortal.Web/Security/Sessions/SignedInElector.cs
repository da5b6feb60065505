using System.Globalization;
using System.Security.Claims;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>The elector behind the current request, on pages that only a signed-in elector reaches.</summary>
internal sealed class SignedInElector(IHttpContextAccessor accessor, PortalDbContext db)
{
    private ClaimsPrincipal User => accessor.HttpContext!.User;

    public int Id => int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    public Guid SessionId => Guid.Parse(User.FindFirstValue(SessionAuthentication.SessionClaim)!);

    /// <summary>Where his académie's clocks differ from those of Paris; null where they do not, and for whoever is not signed in.</summary>
    public async Task<Territory?> TerritoryAsync(CancellationToken cancellation)
    {
        if (User.Identity is not { IsAuthenticated: true, AuthenticationType: SessionAuthentication.SchemeName })
            return null;

        return Territory.OfZone(await db.Electors.Where(elector => elector.Id == Id).Select(elector => elector.Academy!.TimeZoneId).SingleAsync(cancellation));
    }

    /// <summary>For reading; with académie and known addresses.</summary>
    public Task<Elector> ReadAsync(CancellationToken cancellation) =>
        db.Electors.AsNoTracking()
            .Include(elector => elector.Academy)
            .Include(elector => elector.Addresses)
            .SingleAsync(elector => elector.Id == Id, cancellation);
}
