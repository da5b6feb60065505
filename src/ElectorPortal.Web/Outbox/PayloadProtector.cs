using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ElectorPortal.Web.Outbox;

/// <summary>Encrypts what a message says, recipient included, for as long as it waits in the outbox.</summary>
internal sealed class PayloadProtector(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("ElectorPortal.Outbox");

    public byte[] Seal<T>(T content) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(content));

    public T Open<T>(byte[] payload) => JsonSerializer.Deserialize<T>(protector.Unprotect(payload))!;
}
