using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Agents;

/// <summary>Sessions of the helpdesk's agents, kept in the database: ended there, they are ended everywhere at once.</summary>
internal sealed class AgentSessions(PortalDbContext db, KeyedHash hash, PortalCookies cookies, TimeProvider time)
{
    private static readonly AgentSessionTerms Terms = new();

    /// <summary>Requests closer than this do not each write the time of the last one.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Adds a session with a fresh token to the unit of work.</summary>
    /// <param name="isComplete">Both factors were shown.</param>
    /// <returns>What <see cref="HandOverAsync"/> gives to the browser once the session is saved.</returns>
    public LinkToken Open(Agent agent, bool isComplete)
    {
        var token = LinkToken.Generate();
        db.AgentSessions.Add(new AgentSession
        {
            TokenHash = hash.Of(token),
            AgentId = agent.Id,
            PasswordVersion = agent.PasswordVersion,
            IsComplete = isComplete,
            CreatedAt = Now,
            LastSeenAt = Now,
        });
        return token;
    }

    /// <summary>Gives the cookie of a saved session to the browser; the session that it came with, if any, ends.</summary>
    public async Task HandOverAsync(LinkToken token, CancellationToken cancellation)
    {
        await EndAsync(cancellation);
        cookies.AgentSession = token;
    }

    /// <summary>The living session behind the cookie of this request, complete or halfway, its agent included; null where there is none.</summary>
    public async Task<AgentSession?> FindAsync(CancellationToken cancellation)
    {
        if (cookies.AgentSession is not { } token)
            return null;

        var tokenHash = hash.Of(token);
        var session = await db.AgentSessions.AsNoTracking()
            .Include(row => row.Agent!.Academy)
            .SingleOrDefaultAsync(row => row.TokenHash == tokenHash, cancellation);
        if (session is null || !AgentSessionRules.IsAlive(session, session.Agent!, Now, Terms))
            return null;

        if (Now - session.LastSeenAt >= SeenEvery)
        {
            var now = Now;
            await db.AgentSessions.Where(row => row.Id == session.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(seen => seen.LastSeenAt, now), cancellation);
            session.LastSeenAt = now;
        }

        return session;
    }

    public static SessionEnd EndOf(AgentSession session) => AgentSessionRules.EndOf(session, Terms);

    /// <summary>Ends the session of this request in the database; its cookie is worth nothing from then on.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        if (cookies.AgentSession is not { } token)
            return;

        var tokenHash = hash.Of(token);
        await db.AgentSessions.Where(row => row.TokenHash == tokenHash).ExecuteDeleteAsync(cancellation);
        cookies.AgentSession = null;
    }
}
