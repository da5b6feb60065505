namespace ElectorPortal.Domain.Contests;

/// <summary>The candidates that one organisation presents in one contest.</summary>
public sealed class CandidateList
{
    public const int AcronymMaxLength = 60;
    public const int LabelMaxLength = 300;
    public const int MaxNumber = 999;

    public int Id { get; private set; }

    public int ContestId { get; set; }

    public Contest? Contest { get; set; }

    /// <summary>Its place in the official order, from 1; unique in its contest.</summary>
    public required int Number { get; init; }

    public required string Acronym { get; set; }

    public required string Label { get; set; }

    public List<Candidate> Candidates { get; } = [];

    /// <summary>Null where the organisation filed none. Its contents are read apart.</summary>
    public Manifesto? Manifesto { get; set; }

    /// <summary>Null until the results are known.</summary>
    public ListResult? Result { get; set; }
}
