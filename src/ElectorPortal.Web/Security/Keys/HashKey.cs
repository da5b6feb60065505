using System.Security.Cryptography;
using ElectorPortal.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Keys;

/// <summary>A secret of the installation, readable only with the key ring.</summary>
internal sealed class ProtectedSecret
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }
}

/// <summary>
/// The key of <see cref="KeyedHash"/>: drawn once per installation, shared by every node, kept encrypted under the key ring, whose own
/// keys are encrypted by a certificate that is not in the database.
/// </summary>
internal sealed class HashKey(IServiceScopeFactory scopes, IDataProtectionProvider protection)
{
    private const string Name = "hash-key";
    private const int Bytes = 32;

    private readonly Lock gate = new();
    private byte[]? value;

    /// <summary>Read from the database at the first use, then kept.</summary>
    public byte[] Value
    {
        get
        {
            lock (gate)
                return value ??= ReadOrCreate();
        }
    }

    private byte[] ReadOrCreate()
    {
        var protector = protection.CreateProtector("ElectorPortal.HashKey");
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();

        if (Find() is { } known)
            return protector.Unprotect(known.Value);

        try
        {
            db.Add(new ProtectedSecret { Name = Name, Value = protector.Protect(RandomNumberGenerator.GetBytes(Bytes)) });
            db.SaveChanges();
        }
        catch (DbUpdateException) when (Find() is not null)
        {
            // Another node was first; its key is everybody's.
        }

        return protector.Unprotect(Find()!.Value);

        ProtectedSecret? Find() => db.ProtectedSecrets.AsNoTracking().SingleOrDefault(secret => secret.Name == Name);
    }
}
