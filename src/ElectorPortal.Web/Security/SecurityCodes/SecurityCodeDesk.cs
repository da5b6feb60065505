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
        return await Living(id, sessionId, now).Select(code => code.Digits).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Adds to the unit of work that the code is used up, whatever the answer; of two parallel answers only one can be saved.</summary>
    /// <returns>Whether the answer is right, and the first.</returns>
    public async Task<bool> RedeemAsync(SecurityCodeAnswer answer, CancellationToken cancellation)
    {
        if (await Living(answer.CodeId, answer.SessionId, Now).SingleOrDefaultAsync(cancellation) is not { } code)
            return false;

        code.ConsumedAt = Now;
        return code.Digits == answer.Digits.Replace(" ", "", StringComparison.Ordinal);
    }

    private IQueryable<SecurityCode> Living(Guid id, Guid sessionId, DateTime now) =>
        db.SecurityCodes.Where(code => code.Id == id && code.SessionId == sessionId && code.ConsumedAt == null && code.ExpiresAt > now);
}
