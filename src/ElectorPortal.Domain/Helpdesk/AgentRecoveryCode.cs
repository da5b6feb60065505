namespace ElectorPortal.Domain.Helpdesk;

/// <summary>Stands in once for the time-based code of an agent whose telephone is lost.</summary>
public sealed class AgentRecoveryCode
{
    public int Id { get; private set; }

    public required int AgentId { get; init; }

    /// <summary>Keyed hash; the code itself is shown once, at the enrolment.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? UsedAt { get; set; }
}
