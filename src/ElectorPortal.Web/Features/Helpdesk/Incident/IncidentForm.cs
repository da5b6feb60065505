using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Helpdesk;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Helpdesk.Incident;

internal sealed record IncidentForm
{
    [Display(Name = "Texte du bandeau")]
    public string? Text { get; init; }

    /// <summary>From the database, never posted; null where nothing is shown.</summary>
    [BindNever]
    public string? Shown { get; init; }

    /// <summary>UTC; null as long as there never was a banner.</summary>
    [BindNever]
    public DateTime? ChangedAt { get; init; }

    public static string Say(IncidentRefusal refusal) => refusal switch
    {
        IncidentRefusal.TooShort => $"Dites en une phrase ce qui se passe, en {IncidentNotice.MinLength} caractères au moins.",
        IncidentRefusal.TooLong => $"Raccourcissez le texte : il doit tenir en {IncidentNotice.MaxLength} caractères.",
        _ => "Écrivez le texte d'une traite, sans retour à la ligne.",
    };
}
