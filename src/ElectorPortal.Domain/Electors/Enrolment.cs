namespace ElectorPortal.Domain.Electors;

/// <summary>An elector's place on the roll of one contest, by the contest's code.</summary>
public sealed class Enrolment
{
    public const int ContestCodeMaxLength = 40;

    public int ElectorId { get; set; }

    public required string ContestCode { get; set; }
}
