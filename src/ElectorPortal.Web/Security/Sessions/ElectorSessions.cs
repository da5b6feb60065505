using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>Sessions kept in the database: ended there, they are ended everywhere at once.</summary>
internal sealed class ElectorSessions(PortalDbContext db, KeyedHash hash, PortalCookies cookies, SessionQuery query, TimeProvider time)
{
    private static readonly SessionTerms Terms = new();

    /// <summary>Requests closer than this do not each write the time of the last one.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Adds a session with a fresh token to the unit of work.</summary>
    /// <returns>What <see cref="HandOverAsync"/> gives to the browser once the session is saved.</returns>
    public LinkToken Open(Elector elector)
    {
        var token = LinkToken.Generate();
        db.Sessions.Add(new ElectorSession
        {
            TokenHash = hash.Of(token),
            ElectorId = elector.Id,
            PasswordVersion = elector.PasswordVersion,
            CreatedAt = Now,
            LastSeenAt = Now,
        });
        return token;
    }

    /// <summary>Gives the cookie of a saved session to the browser; the session that it came with, if any, ends.</summary>
    public async Task HandOverAsync(LinkToken token, CancellationToken cancellation)
    {
        if (cookies.Session is { } former)
            await EndAsync(former, cancellation);
        cookies.Session = token;
    }

    /// <summary>The living session behind a cookie, its elector and his académie included; null where it is unknown, over, or its elector left the rolls.</summary>
    public async Task<ElectorSession?> FindAsync(LinkToken token, CancellationToken cancellation)
    {
        var tokenHash = hash.Of(token);
        var session = await query.FindAsync(db, tokenHash, cancellation);
        if (session is null || !SessionRules.IsAlive(session, session.Elector!, Now, Terms))
            return null;

        if (Now - session.LastSeenAt >= SeenEvery)
        {
            var now = Now;
            await db.Sessions.Where(row => row.Id == session.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(seen => seen.LastSeenAt, now), cancellation);
            session.LastSeenAt = now;
        }

        return session;
    }

    public static SessionEnd EndOf(ElectorSession session) => SessionRules.EndOf(session, Terms);

    /// <summary>Ends a session in the database; its cookie is worth nothing from then on.</summary>
    public async Task EndAsync(LinkToken token, CancellationToken cancellation)
    {
        var tokenHash = hash.Of(token);
        await db.Sessions.Where(row => row.TokenHash == tokenHash).ExecuteDeleteAsync(cancellation);
    }
}
