namespace ElectorPortal.Domain.Contests;

/// <summary>Who could vote in a contest, and who did: registered, of whom voters, of whom blank.</summary>
public sealed class ContestResult
{
    public int ContestId { get; set; }

    public required int Registered { get; set; }

    public required int Voters { get; set; }

    public required int Blank { get; set; }

    /// <summary>1 is everybody; null where nobody was registered.</summary>
    public double? Turnout => Registered == 0 ? null : (double)Voters / Registered;
}
