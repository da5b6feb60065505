namespace ElectorPortal.Domain.Elections;

/// <summary>The six functions of the portal, in the order in which they are offered.</summary>
public enum ElectionFunction
{
    Profile,
    Contests,
    Rolls,
    Reassort,
    Voting,
    Results,
}

/// <summary>One professional election and the windows of its functions.</summary>
public sealed record Election
{
    public required string Name { get; init; }

    public required int Year { get; init; }

    /// <summary>A rehearsal: nothing done here counts.</summary>
    public bool IsTraining { get; init; }

    public required Window Voting { get; init; }

    public required Window Profile { get; init; }

    public required Window Contests { get; init; }

    /// <summary>Candidate lists may open later than the contests themselves (5 November against 11 October in 2018).</summary>
    public required Window CandidateLists { get; init; }

    public required Window Rolls { get; init; }

    public required Window Reassort { get; init; }

    public required Window Results { get; init; }

    public Window Of(ElectionFunction function) => function switch
    {
        ElectionFunction.Profile => Profile,
        ElectionFunction.Contests => Contests,
        ElectionFunction.Rolls => Rolls,
        ElectionFunction.Reassort => Reassort,
        ElectionFunction.Voting => Voting,
        ElectionFunction.Results => Results,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
