using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.SignIn;

/// <summary>A signed-in elector's session: the cookie holds a token, the database its keyed hash. All instants are UTC.</summary>
public sealed class ElectorSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required byte[] TokenHash { get; init; }

    public required int ElectorId { get; init; }

    public Elector? Elector { get; init; }

    /// <summary><see cref="Electors.Elector.PasswordVersion"/> when it was opened.</summary>
    public required int PasswordVersion { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime LastSeenAt { get; set; }

    /// <summary>When the elector's identifier was shown in this session; null where it was not.</summary>
    public DateTime? IdentifiedAt { get; set; }

    /// <summary>Keyed hash of the identifier that was shown: replaced since, it proves nothing any more.</summary>
    public byte[]? IdentifierShown { get; set; }
}

/// <summary>How long a session lives.</summary>
public sealed record SessionTerms
{
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan AbsoluteTimeout { get; init; } = TimeSpan.FromHours(4);
}

public static class SessionRules
{
    /// <summary>Neither idle nor open for too long, and its elector still on the rolls with the password that opened it.</summary>
    public static bool IsAlive(ElectorSession session, Elector elector, DateTime now, SessionTerms terms) =>
        elector.IsActive
        && session.PasswordVersion == elector.PasswordVersion
        && now < EndOf(session, session.LastSeenAt, terms).At;

    /// <param name="lastSeenAt">When it was last used, this request included where it counts.</param>
    public static SessionEnd EndOf(ElectorSession session, DateTime lastSeenAt, SessionTerms terms) =>
        SessionEnd.Of(session.CreatedAt, lastSeenAt, terms.IdleTimeout, terms.AbsoluteTimeout);
}
