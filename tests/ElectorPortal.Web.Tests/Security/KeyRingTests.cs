using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Security;

public sealed class KeyRingTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "11.3.2")]
    public async Task Each_new_key_is_one_of_an_authenticated_cipher(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);

        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("any").Protect([1]);

        var keys = await app.WithDbAsync(db => db.DataProtectionKeys.Select(key => key.Xml).ToListAsync());
        Assert.Contains("<encryption algorithm=\"AES_256_GCM\"", Assert.Single(keys), StringComparison.Ordinal);
    }
}
