using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;

namespace ElectorPortal.Web.Security.Keys;

internal static class KeyRing
{
    /// <summary>Data Protection keys live in the database, for every node, encrypted by a certificate that does not.</summary>
    public static void AddKeyRing(this IHostApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection()
            .SetApplicationName("ElectorPortal")
            .PersistKeysToDbContext<PortalDbContext>()
            // Twice as quick as the framework's AES in CBC mode with an HMAC beside it, which keys made before go on using.
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });

        var settings = builder.Configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>();
        if (settings?.LoadCertificate() is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }

        builder.Services.AddSingleton<HashKey>();
        builder.Services.AddSingleton<KeyedHash>();
    }
}
