using System.Security.Cryptography;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.SecurityCodes;

/// <summary>Hands out security codes to a session and takes their answers, each once.</summary>
internal sealed class SecurityCodeDesk(PortalDbContext db, SecurityCodeOptions options, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>The id under which the code can be seen and heard.</returns>
    public async Task<Guid> IssueAsync(Guid sessionId, CancellationToken cancellation)
    {
        var code = new SecurityCode
        {
            SessionId = sessionId,
            Digits = options.FixedCode ?? RandomNumberGenerator.GetString("0123456789", options.Length),
            ExpiresAt = Now + options.Lifetime,
        };
        db.SecurityCodes.Add(code);
        await db.SaveChangesAsync(cancellation);
        return code.Id;
    }

    /// <summary>The digits to draw or to read aloud; null where the code is not this session's, was answered, or expired.</summary>
    public async Task<string?> DigitsAsync(Guid id, Guid sessionId, CancellationToken cancellation)
    {
        var now = Now;
        return await Living(id, sessionId, now).Select(code => code.Digits).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Uses the code up, whatever the answer.</summary>
    /// <returns>Whether the answer was right, and the first.</returns>
    public async Task<bool> RedeemAsync(Guid id, Guid sessionId, string? answer, CancellationToken cancellation)
    {
        var digits = await DigitsAsync(id, sessionId, cancellation);
        var now = Now;
        var consumed = await Living(id, sessionId, now)
            .ExecuteUpdateAsync(code => code.SetProperty(row => row.ConsumedAt, now), cancellation);
        return consumed == 1 && digits == answer?.Replace(" ", "", StringComparison.Ordinal);
    }

    private IQueryable<SecurityCode> Living(Guid id, Guid sessionId, DateTime now) =>
        db.SecurityCodes.Where(code => code.Id == id && code.SessionId == sessionId && code.ConsumedAt == null && code.ExpiresAt > now);
}
