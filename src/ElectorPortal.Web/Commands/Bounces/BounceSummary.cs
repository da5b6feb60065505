namespace ElectorPortal.Web.Commands.Bounces;

/// <summary>A message that changed nothing, and why.</summary>
/// <param name="Reason">One of <see cref="BounceTexts"/>.</param>
internal readonly record struct UnreadBounce(string Name, string Reason);

/// <summary>What an import of delivery reports did.</summary>
internal sealed class BounceSummary
{
    public int Failed { get; set; }

    public int Delivered { get; set; }

    public int Delayed { get; set; }

    /// <summary>Reports that say what the portal knew already.</summary>
    public int Known { get; set; }

    /// <summary>Handed on to a list, or to a server that reports nothing.</summary>
    public int HandedOn { get; set; }

    public List<UnreadBounce> Unread { get; } = [];

    public int Total => Failed + Delivered + Delayed + Known + HandedOn + Unread.Count;
}
