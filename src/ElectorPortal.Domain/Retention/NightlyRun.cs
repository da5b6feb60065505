namespace ElectorPortal.Domain.Retention;

/// <summary>The last night on which some node did what is done once a night; one row.</summary>
public sealed class NightlyRun
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>The day in Paris; null before the first one.</summary>
    public DateOnly? Night { get; set; }
}
