using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;

namespace ElectorPortal.Web.Outbox;

/// <summary>Encrypts what a message says, recipient included, for as long as it waits in the outbox.</summary>
internal sealed class PayloadProtector(IDataProtectionProvider protection)
{
    /// <summary>Accented letters as they are: escaped, each takes six characters, and PostgreSQL splits a row that is too long.</summary>
    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly IDataProtector protector = protection.CreateProtector("ElectorPortal.Outbox");

    public byte[] Seal<T>(T content) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(content, Letters));

    public T Open<T>(byte[] payload) => JsonSerializer.Deserialize<T>(protector.Unprotect(payload), Letters)!;
}
