namespace ElectorPortal.Domain.Electors;

/// <summary>A regional education authority, with the helpdesk that its electors call.</summary>
public sealed class Academy
{
    public const int NameMaxLength = 80;

    public int Id { get; private set; }

    public required string Name { get; set; }

    /// <summary><see cref="Names.Fold"/> of the name: what files are matched on.</summary>
    public required string FoldedName { get; set; }

    /// <summary>IANA zone of an académie outside metropolitan France; null where Paris time is local time.</summary>
    public string? TimeZoneId { get; set; }

    public string? HelpdeskPhone { get; set; }

    public string? HelpdeskEmail { get; set; }

    /// <summary>In French, local hours, e.g. « du lundi au vendredi, de 8 h à 18 h ».</summary>
    public string? HelpdeskHours { get; set; }
}
