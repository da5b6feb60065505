using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

/// <summary>One of the codes on paper, in the place of the telephone: once.</summary>
internal sealed class ShowRecoveryCode(SecondFactor factor, PortalDbContext db, KeyedHash hash)
{
    public Task<AgentSignInAnswer> ShowAsync(string typed, CancellationToken cancellation) => factor.ShowAsync(
        "RecoveryCode",
        async (agent, now) =>
        {
            if (!RecoveryCode.TryParse(typed, out var code))
                return AgentSignInRefusal.WrongRecoveryCode;

            var codeHash = hash.Of(code);
            var known = await db.AgentRecoveryCodes.SingleOrDefaultAsync(
                row => row.AgentId == agent.Id && row.CodeHash == codeHash && row.UsedAt == null, cancellation);
            if (known is null)
                return AgentSignInRefusal.WrongRecoveryCode;

            known.UsedAt = now;
            return null;
        },
        cancellation);
}
