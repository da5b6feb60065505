using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>What the browser posts to ask for a new identifier.</summary>
internal sealed record ReassortForm
{
    /// <summary>Drawn with the page: a double click or a replay finds the request that the first click made.</summary>
    public Guid FormKey { get; init; }

    [Display(Name = "N° tél")]
    public string? Phone { get; init; }

    [Display(Name = "NUMEN")]
    public string? Numen { get; init; }

    [Display(Name = "Date de naissance (jj/mm/aaaa)")]
    public string? BirthDate { get; init; }

    public Guid SecurityCodeId { get; init; }

    [Display(Name = "Code de sécurité")]
    public string? SecurityCode { get; init; }

    /// <summary>Which button was pressed: <c>autre-code</c>, or the form's own.</summary>
    public string? Action { get; init; }

    /// <summary>What the page says around the form; never posted.</summary>
    [BindNever]
    public ReassortPage? Page { get; init; }
}

/// <summary>What the page says to an elector before he types anything.</summary>
internal sealed record ReassortPage
{
    public required string Email { get; init; }

    public required int Left { get; init; }

    public required int Max { get; init; }

    /// <summary>Why a request would be refused now; null where one may be made.</summary>
    public required string? Obstacle { get; init; }

    /// <summary>How long until time alone lifts the obstacle; zero where it does not.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>Whether only a number known to the HR service is accepted, and which, masked.</summary>
    public required bool OnFileOnly { get; init; }

    public required string? MaskedNumberOnFile { get; init; }
}
