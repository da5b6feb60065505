namespace ElectorPortal.Domain.Contests;

/// <summary>What one list obtained.</summary>
public sealed class ListResult
{
    public int ListId { get; set; }

    public required int Votes { get; set; }

    public required int Seats { get; set; }
}
