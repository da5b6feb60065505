using System.Security.Cryptography;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.SecurityCodes;

/// <param name="Digits">As typed; spaces do not count.</param>
internal sealed record SecurityCodeAnswer(Guid CodeId, Guid SessionId, string Digits);

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
        return await db.SecurityCodes
            .Where(code => code.Id == id && code.SessionId == sessionId && code.ConsumedAt == null && code.ExpiresAt > now)
            .Select(code => code.Digits)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Uses the code up, whatever the answer; of two parallel answers only one can be saved.</summary>
    /// <param name="code">A row of the unit of work; null where the session was shown none of that id.</param>
    /// <returns>Whether the answer is right, in time, and the first.</returns>
    public bool Redeem(SecurityCode? code, SecurityCodeAnswer answer)
    {
        var now = Now;
        if (code is not { ConsumedAt: null } || code.ExpiresAt <= now)
            return false;

        code.ConsumedAt = now;
        return code.Digits == answer.Digits.Replace(" ", "", StringComparison.Ordinal);
    }
}
