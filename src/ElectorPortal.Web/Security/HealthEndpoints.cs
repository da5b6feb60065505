using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Security;

internal static class HealthEndpoints
{
    /// <summary>Live: the process answers. Ready: it also reaches its database. No detail in public.</summary>
    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok()).AllowAnonymous();
        app.MapGet("/health/ready", async (PortalDbContext db, CancellationToken cancellation) =>
            await db.Database.CanConnectAsync(cancellation)
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }
}
