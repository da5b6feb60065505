namespace ElectorPortal.Domain.Electors;

/// <summary>An elector's place on the roll of one contest, by the contest's code.</summary>
public sealed class Enrolment
{
    public const int ContestCodeMaxLength = 40;

    /// <summary>Folding may write one letter as two.</summary>
    public const int FoldedNameMaxLength = 4 * Elector.NameMaxLength;

    public int ElectorId { get; set; }

    public required string ContestCode { get; set; }

    /// <summary><see cref="Elector.FoldedName"/>: the order of a roll, in which it is paged and searched.</summary>
    public required string FoldedName { get; set; }
}
