using System.Text;
using ElectorPortal.Domain.Helpdesk;
using Microsoft.AspNetCore.DataProtection;

namespace ElectorPortal.Web.Security.Agents;

/// <summary>Encrypts what the database keeps of the secrets of time-based codes; only a holder of the key ring reads them back.</summary>
internal sealed class TotpVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("ElectorPortal.AgentTotp");

    public byte[] Close(TotpSecret secret) => protector.Protect(Encoding.ASCII.GetBytes(secret.Reveal()));

    public TotpSecret Open(byte[] closed) => TotpSecret.TryParse(Encoding.ASCII.GetString(protector.Unprotect(closed)), out var secret)
        ? secret
        : throw new InvalidOperationException("A stored secret of time-based codes is malformed.");
}
