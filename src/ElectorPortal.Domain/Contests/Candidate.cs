using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Contests;

public sealed class Candidate
{
    public const int MaxRank = 999;

    public int Id { get; private set; }

    public int ListId { get; set; }

    /// <summary>From 1; unique in the list.</summary>
    public required int Rank { get; init; }

    /// <summary>At most <see cref="Elector.CivilityMaxLength"/> characters, and so on below: as of electors.</summary>
    public required string Civility { get; set; }

    public required string LastName { get; set; }

    public required string FirstName { get; set; }

    public required string Corps { get; set; }

    public required string Posting { get; set; }
}
