using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Contests;

/// <summary>One election of one representative body on one perimeter.</summary>
public sealed class Contest
{
    public const int BodyMaxLength = 100;
    public const int LabelMaxLength = 300;
    public const int MaxSeats = 500;

    public int Id { get; private set; }

    /// <summary>What files and addresses call it; at most <see cref="Enrolment.ContestCodeMaxLength"/> characters.</summary>
    public required string Code { get; init; }

    /// <summary>The body to be elected, in French, e.g. « Comité social d'administration ministériel ».</summary>
    public required string Body { get; set; }

    public required string Label { get; set; }

    /// <summary>Null for a national contest.</summary>
    public int? AcademyId { get; set; }

    public Academy? Academy { get; set; }

    /// <summary>Null where every corps takes part.</summary>
    public string? Corps { get; set; }

    public required int Seats { get; set; }

    public List<CandidateList> Lists { get; } = [];

    /// <summary>Null until the results are known.</summary>
    public ContestResult? Result { get; set; }
}
