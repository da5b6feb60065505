using System.ComponentModel.DataAnnotations;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>What was typed, and who answers to it.</summary>
internal sealed record ElectorsPage
{
    [Display(Name = "Électeur")]
    public string? Elector { get; init; }

    /// <summary>Null before anything was typed.</summary>
    public FoundElectors? Found { get; init; }
}
