using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Load.Invented;

/// <summary>Messages that wait before any portal starts.</summary>
internal static class InventedMessages
{
    /// <param name="add">Adds the message of that number, for that elector.</param>
    public static async Task FillAsync(PortalApp app, int count, Action<Outbox, int, int> add)
    {
        var person = await app.Electors.AddAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<Outbox>();
        for (var number = 0; number < count; number++)
            add(outbox, number, person.Id);
        await scope.ServiceProvider.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    }
}
