using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace ElectorPortal.Web.Security.Keys;

internal static class KeyRing
{
    /// <summary>Data Protection keys live in the database, for every node, encrypted by a certificate that does not.</summary>
    public static void AddKeyRing(this IHostApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection()
            .SetApplicationName("ElectorPortal")
            .PersistKeysToDbContext<PortalDbContext>();

        var settings = builder.Configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>();
        if (settings?.LoadCertificate() is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }

        builder.Services.AddSingleton<HashKey>();
        builder.Services.AddSingleton<KeyedHash>();
    }
}
