using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Helpdesk;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Helpdesk.Corrections;

internal sealed record AnswerForm
{
    [Display(Name = "Réponse à l'électeur")]
    public string? Answer { get; init; }

    [BindNever]
    public CorrectionRequest? Request { get; init; }

    public static string Say(NoteRefusal refusal) => refusal switch
    {
        NoteRefusal.HoldsSecret => "La réponse semble contenir un NUMEN, un identifiant ou un numéro de téléphone : retirez-le, elle part par courriel.",
        NoteRefusal.Unreadable => "La réponse contient un caractère illisible : saisissez-la à nouveau.",
        _ => "Répondez en 3 à 200 caractères : l'électeur lira ce texte.",
    };
}
