using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Shared;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

internal sealed record AgentSignInForm
{
    public const string WrongEmail = "Saisissez votre adresse de messagerie, sous la forme prenom.nom@ac-academie.fr.";
    public const string MissingPassword = "Saisissez votre mot de passe.";
    public const string Wrong = "L'adresse de messagerie ou le mot de passe est incorrect.";

    [Display(Name = "Adresse de messagerie")]
    public string? Email { get; init; }

    [Display(Name = "Mot de passe")]
    public string? Password { get; init; }

    public static string MustWait(TimeSpan wait) =>
        $"Plusieurs essais incorrects ont été faits. Attendez {FrenchDuration.Say(wait)} avant de réessayer.";
}

internal sealed record AgentCodeForm
{
    public const string Missing = "Saisissez les six chiffres que montre l'application de votre téléphone.";

    [Display(Name = "Code à six chiffres")]
    public string? Code { get; init; }
}

internal sealed record AgentRecoveryForm
{
    public const string Missing = "Saisissez l'un des codes de secours reçus à votre inscription.";

    [Display(Name = "Code de secours")]
    public string? Code { get; init; }
}

internal static class AgentCodeTexts
{
    public static string Say(AgentSignInRefusal refusal) => refusal switch
    {
        AgentSignInRefusal.UsedCode => "Ce code a déjà servi. Attendez que l'application en montre un nouveau.",
        AgentSignInRefusal.WrongRecoveryCode => "Ce code de secours est incorrect ou a déjà servi. Saisissez-en un autre ou, s'il ne vous en reste pas, demandez un nouveau lien d'inscription à un administrateur.",
        _ => "Le code est incorrect. Vérifiez qu'il est celui de l'assistance, et que votre téléphone est à l'heure.",
    };
}
