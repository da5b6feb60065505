using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>Sessions kept in the database: ended there, they are ended everywhere at once.</summary>
internal sealed class ElectorSessions(PortalDbContext db, KeyedHash hash, PortalCookies cookies, SessionLookups lookups, TimeProvider time)
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

    /// <summary>The living session behind a cookie; null where it is unknown, over, or its elector left the rolls.</summary>
    public async Task<LivingSession?> FindAsync(LinkToken token, CancellationToken cancellation)
    {
        var session = await lookups.FindAsync(hash.Of(token), cancellation);
        if (session is not { Elector: { } elector } || !SessionRules.IsAlive(session, elector, Now, Terms))
            return null;

        var seenAt = session.LastSeenAt;
        if (Now - seenAt >= SeenEvery)
        {
            seenAt = Now;
            await db.Sessions.Where(row => row.Id == session.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(seen => seen.LastSeenAt, seenAt), cancellation);
        }

        return new LivingSession(session.Id, elector, SessionRules.EndOf(session, seenAt, Terms));
    }

    /// <summary>Ends a session in the database; its cookie is worth nothing from then on.</summary>
    public async Task EndAsync(LinkToken token, CancellationToken cancellation)
    {
        var tokenHash = hash.Of(token);
        await db.Sessions.Where(row => row.TokenHash == tokenHash).ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>A session that lives at this request.</summary>
/// <param name="Elector">For reading, with his académie and without his addresses.</param>
internal sealed record LivingSession(Guid Id, Elector Elector, SessionEnd End);
