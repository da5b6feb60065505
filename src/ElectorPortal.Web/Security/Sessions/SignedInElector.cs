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
    private Elector? known;

    private ClaimsPrincipal User => accessor.HttpContext!.User;

    public int Id => int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    public Guid SessionId => Guid.Parse(User.FindFirstValue(SessionAuthentication.SessionClaim)!);

    /// <summary>As he was read with the session of this request, with his académie and without his addresses. For reading.</summary>
    public Elector Known
    {
        get => known ?? throw new InvalidOperationException("Nobody is signed in.");
        set => known = value;
    }

    /// <summary>Where his académie's clocks differ from those of Paris; null where they do not, and for whoever is not signed in.</summary>
    public Territory? FindTerritory() => known is null ? null : Territory.OfZone(known.Academy!.TimeZoneId);

    /// <summary>For reading; with académie and known addresses.</summary>
    public Task<Elector> ReadAsync(CancellationToken cancellation) =>
        db.Electors.AsNoTracking()
            .Include(elector => elector.Academy)
            .Include(elector => elector.Addresses)
            .SingleAsync(elector => elector.Id == Id, cancellation);
}
