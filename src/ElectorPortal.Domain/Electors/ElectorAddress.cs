namespace ElectorPortal.Domain.Electors;

/// <summary>
/// An address that an elector may type to enter: the one on file, an alias, a birth name's, a former posting's.
/// An address belongs to one elector.
/// </summary>
public sealed class ElectorAddress
{
    public int Id { get; private set; }

    public int ElectorId { get; set; }

    public Elector? Elector { get; set; }

    public required EmailAddress Address { get; set; }

    /// <summary>The helpdesk gave it: an import that does not know it leaves it.</summary>
    public bool IsFromHelpdesk { get; set; }
}
