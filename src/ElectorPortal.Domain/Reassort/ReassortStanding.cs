namespace ElectorPortal.Domain.Reassort;

/// <summary>Where an elector stands with his requests for a new identifier. All instants are UTC.</summary>
public sealed class ReassortStanding
{
    /// <summary>Accepted requests that count, those given back excepted.</summary>
    public int Used { get; set; }

    public DateTime? LastAcceptedAt { get; set; }

    /// <summary>Wrong NUMEN or birth date since the last right one, or since the form last closed.</summary>
    public int Failures { get; set; }

    /// <summary>The form answers to nobody until then, after too many failures.</summary>
    public DateTime? ClosedUntil { get; set; }

    /// <summary>Since when no request is taken, because the elector said « Ce n'est pas moi » or the helpdesk decided so.</summary>
    public DateTime? FrozenAt { get; set; }
}
