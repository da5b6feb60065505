using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Throttling;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class PurgeTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "14.2.7")]
    public async Task What_is_over_is_deleted_and_what_still_serves_stays(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1));
        var now = portal.Time.GetUtcNow().UtcDateTime;
        await portal.WithDbAsync(async db =>
        {
            var elector = await db.Electors.SingleAsync();
            foreach (var age in new[] { TimeSpan.FromHours(23), TimeSpan.FromHours(25) })
            {
                db.Sessions.Add(new ElectorSession { TokenHash = Hash(), ElectorId = elector.Id, PasswordVersion = 0, CreatedAt = now - age, LastSeenAt = now - age });
                db.SignInFailures.Add(new SignInFailures { ElectorId = null, AddressHash = Hash(), Count = 1, LastAt = now - age });
            }

            foreach (var age in new[] { TimeSpan.FromDays(29), TimeSpan.FromDays(31) })
            {
                db.AccountLinks.Add(new AccountLink
                {
                    ElectorId = elector.Id,
                    Purpose = LinkPurpose.Activation,
                    TokenHash = Hash(),
                    Address = EmailAddress.Parse("agent1@ac-amiens.fr"),
                    CreatedAt = now - age - TimeSpan.FromDays(1),
                    ExpiresAt = now - age,
                    ReplacedAt = now - age,
                });
            }

            return await db.SaveChangesAsync();
        });

        var dry = await portal.RunAsync("purge", "--dry-run");
        Assert.Equal((2, 2, 2), await portal.WithDbAsync(CountAsync));
        var real = await portal.RunAsync("purge");

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (dry.Code, real.Code));
        Assert.Equal(dry.Output.Replace("Essai à blanc : rien n'a été effacé.", "", StringComparison.Ordinal).Trim(), real.Output.Trim());
        Assert.Equal((1, 1, 1), await portal.WithDbAsync(CountAsync));
        var entry = await portal.WithDbAsync(db => db.Journal.SingleAsync(row => row.Kind == JournalKind.Purge));
        Assert.Contains("1 session(s) d'électeur finie(s)", entry.Detail, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await portal.RunAsync("database", "check")).Code);
    }

    private static async Task<(int Sessions, int Tries, int Links)> CountAsync(PortalDbContext db) =>
        (await db.Sessions.CountAsync(), await db.SignInFailures.CountAsync(), await db.AccountLinks.CountAsync());

    private static byte[] Hash() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
}
