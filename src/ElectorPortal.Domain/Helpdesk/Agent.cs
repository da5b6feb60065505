using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>What an agent may do; the greater includes the lesser.</summary>
public enum AgentRole
{
    /// <summary>Helps the electors of one académie.</summary>
    Agent,

    /// <summary>Helps the electors of every académie.</summary>
    Supervisor,

    /// <summary>A supervisor who also manages agents.</summary>
    Administrator,
}

/// <summary>Somebody of the helpdesk. All instants are UTC.</summary>
public sealed class Agent : IVersioned
{
    public const int NameMaxLength = 100;
    public const int IdentityMaxLength = 255;

    public int Id { get; private set; }

    /// <summary>What the agent signs in with.</summary>
    public required EmailAddress Email { get; init; }

    public required string Name { get; set; }

    public required AgentRole Role { get; set; }

    /// <summary>The one académie of a plain agent; null for those who see all.</summary>
    public int? AcademyId { get; set; }

    public Academy? Academy { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Out since then, on the next request; null for an agent in service.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>Null until the agent enrolled.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Counts the passwords set so far: a session lives no longer than the password that opened it.</summary>
    public int PasswordVersion { get; private set; }

    /// <summary>Encrypted secret of the time-based codes (RFC 6238); null until the agent enrolled.</summary>
    public byte[]? TotpSecret { get; private set; }

    /// <summary>The last time step whose code was taken: a code serves once, and none before it serves any more.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>Keyed hash of the one-time link with which the agent chooses a password and enrols; kept, so that a used link can say so.</summary>
    public byte[]? EnrolmentTokenHash { get; private set; }

    /// <summary>Null once the link was used.</summary>
    public DateTime? EnrolmentExpiresAt { get; private set; }

    /// <summary>With OpenID Connect: who vouches for the agent, and the name it knows him by.</summary>
    public string? Issuer { get; set; }

    public string? Subject { get; set; }

    public int Version { get; set; }

    public bool IsEnrolled => PasswordHash is not null && TotpSecret is not null;

    /// <summary>
    /// Waits for the agent behind a fresh link; what he signed in with before, and the sessions that it opened, are worth nothing from now on.
    /// </summary>
    public void AwaitEnrolment(byte[] tokenHash, DateTime now)
    {
        PasswordHash = null;
        PasswordVersion++;
        TotpSecret = null;
        Issuer = null;
        Subject = null;
        EnrolmentTokenHash = tokenHash;
        EnrolmentExpiresAt = now + EnrolmentRules.LinkLifetime;
    }

    /// <summary>Takes the password and the codes' secret that the agent has just shown to hold; the link is used up.</summary>
    public void Enrol(string passwordHash, byte[] totpSecret, long totpStep)
    {
        PasswordHash = passwordHash;
        PasswordVersion++;
        TotpSecret = totpSecret;
        LastTotpStep = totpStep;
        EnrolmentExpiresAt = null;
    }
}
