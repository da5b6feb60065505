using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Domain.Reassort;

public enum NumberPolicy
{
    /// <summary>The elector types the number (2018 rule).</summary>
    Typed,

    /// <summary>Only a number that the HR service knows.</summary>
    OnFile,
}

/// <summary>The limits of the réassort (contract §1).</summary>
public sealed record ReassortTerms
{
    public Window Window { get; init; }

    public int MaxRequests { get; init; } = 3;

    /// <summary>Time between two accepted requests.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>So many wrong NUMEN or birth dates close the form.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>How long the form stays closed after them.</summary>
    public TimeSpan Closure { get; init; } = TimeSpan.FromMinutes(15);

    public NumberPolicy NumberPolicy { get; init; }
}
