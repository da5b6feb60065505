using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Load.Invented;

/// <param name="Cookie">As the request's header has it.</param>
/// <param name="Name">As his pages say it.</param>
internal sealed record InventedSession(int Elector, string Cookie, string Name);

/// <summary>The first electors of an invented electorate, their spaces open, signed in.</summary>
internal static class InventedSessions
{
    public static async Task<IReadOnlyList<InventedSession>> OpenAsync(PortalApp app, int count)
    {
        await ActivateAsync(app, count, "$2a$04$................................................");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var opened = scope.ServiceProvider.GetRequiredService<ElectorSessions>();
        var sessions = (await db.Electors.Where(row => row.Id <= count).ToListAsync())
            .Select(elector => new InventedSession(elector.Id, $"__Host-session={opened.Open(elector).Reveal()}", elector.DisplayName)).ToList();
        await db.SaveChangesAsync();
        return sessions;
    }

    /// <summary>Gives the first electors one and the same password.</summary>
    public static Task<int> ActivateAsync(PortalApp app, int count, string hash) => app.WithDbAsync(db =>
        db.Electors.Where(row => row.Id <= count).ExecuteUpdateAsync(row => row
            .SetProperty(elector => elector.PasswordHash, hash)
            .SetProperty(elector => elector.PasswordVersion, 1)
            .SetProperty(elector => elector.PasswordSetAt, app.Now)
            .SetProperty(elector => elector.ActivatedAt, app.Now)));
}
