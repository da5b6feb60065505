using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.ProConnect;

/// <summary>Opens a session for the agent that a provider vouches for; the first time, the agent of that address becomes that identity.</summary>
internal sealed class SignInWithIdentity(
    PortalDbContext db, AgentSessions sessions, AgentIdentityOptions settings, RequestJournal journal)
{
    public Task<AgentSignInRefusal?> SignInAsync(AgentIdentity identity, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(() => TryAsync(identity, cancellation));

    public async Task<AgentSignInRefusal?> RefuseAsync(Agent? agent, AgentSignInRefusal reason, CancellationToken cancellation)
    {
        journal.RefusedBy(agent, JournalKind.AgentSignIn, reason);
        await db.SaveChangesAsync(cancellation);
        return reason;
    }

    private async Task<AgentSignInRefusal?> TryAsync(AgentIdentity identity, CancellationToken cancellation)
    {
        if (AgentIdentityRules.Check(identity, settings.Levels()) is { } refusal)
            return await RefuseAsync(null, refusal, cancellation);

        var agent = await FindAsync(identity, cancellation);
        if (agent is null)
            return await RefuseAsync(null, AgentSignInRefusal.UnknownAgent, cancellation);
        if (agent.DisabledAt is not null)
            return await RefuseAsync(agent, AgentSignInRefusal.Disabled, cancellation);

        (agent.Issuer, agent.Subject) = (identity.Issuer, identity.Subject);
        var session = sessions.Open(agent, isComplete: true);
        journal.DoneBy(agent, JournalKind.AgentSignIn, ProConnectRegistration.SchemeName);
        await db.SaveChangesAsync(cancellation);
        await sessions.HandOverAsync(session, cancellation);
        return null;
    }

    private async Task<Agent?> FindAsync(AgentIdentity identity, CancellationToken cancellation)
    {
        var bound = await db.Agents.SingleOrDefaultAsync(
            agent => agent.Issuer == identity.Issuer && agent.Subject == identity.Subject, cancellation);
        if (bound is not null)
            return AgentIdentityRules.IsBound(bound, identity) ? bound : null;
        if (identity.VerifiedEmail is not { } email)
            return null;

        var known = await db.Agents.SingleOrDefaultAsync(agent => agent.Email == email, cancellation);
        return known is not null && AgentIdentityRules.MayBind(known, identity) ? known : null;
    }
}
