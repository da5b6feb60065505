using ElectorPortal.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Security;

internal static class HealthEndpoints
{
    /// <summary>Live: the process answers. Ready: it also reaches its database. No detail in public.</summary>
    public static void MapPortalHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());
        health.MapGet("/live", () => Results.Ok());
        health.MapGet("/ready", async (PortalDbContext db, CancellationToken cancellation) =>
            await db.Database.CanConnectAsync(cancellation)
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }
}
