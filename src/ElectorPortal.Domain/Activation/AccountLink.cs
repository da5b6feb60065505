using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Activation;

public enum LinkPurpose
{
    Activation,
    Reset,
}

/// <summary>Why a link was mailed.</summary>
public enum LinkOrigin
{
    /// <summary>The elector asked for it, or an agent of the helpdesk for him.</summary>
    Asked,

    /// <summary>The operator invited those who have not opened their space.</summary>
    Invitation,

    /// <summary>The invitation was about to expire.</summary>
    Reminder,
}

/// <summary>A mailed link that lets one elector choose a password, once. All instants are UTC.</summary>
public sealed class AccountLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required int ElectorId { get; init; }

    public Elector? Elector { get; init; }

    public required LinkPurpose Purpose { get; init; }

    public LinkOrigin Origin { get; init; }

    /// <summary>Keyed hash of the token; nothing stored can be turned back into a link.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The address that the link was mailed to: the link dies when the address on file changes.</summary>
    public required EmailAddress Address { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Guards the row: of two parallel uses, one finds it no longer null and writes nothing.</summary>
    public DateTime? UsedAt { get; set; }

    /// <summary>When a newer link, or the use of a sibling, made this one worthless.</summary>
    public DateTime? ReplacedAt { get; set; }
}
