using ElectorPortal.Domain.SignIn;

namespace ElectorPortal.Web.Features.Passwords;

/// <summary>The rules of the password and what breaks them, as people read them.</summary>
internal static class PasswordTexts
{
    public static string Say(PasswordRefusal refusal, PasswordTerms terms) => refusal switch
    {
        PasswordRefusal.TooShort => $"Le mot de passe doit contenir au moins {terms.MinLength} caractères.",
        PasswordRefusal.TooLong =>
            $"Le mot de passe doit contenir au plus {terms.MaxLength} caractères (les emojis et certains signes comptent davantage).",
        PasswordRefusal.Unreadable => "Le mot de passe contient un caractère invisible. Saisissez-le au clavier.",
        PasswordRefusal.NoLowerCase => "Le mot de passe doit contenir au moins une lettre minuscule sans accent.",
        PasswordRefusal.NoUpperCase => "Le mot de passe doit contenir au moins une lettre majuscule sans accent.",
        PasswordRefusal.NoDigit => "Le mot de passe doit contenir au moins un chiffre.",
        PasswordRefusal.SameAsAddress => "Le mot de passe ne doit contenir ni votre adresse de messagerie professionnelle, ni ce qui précède son @.",
        PasswordRefusal.TooCommon => "Ce mot de passe est trop courant : il serait deviné. Choisissez-en un autre.",
        PasswordRefusal.BuiltOnName => "Le mot de passe ne doit pas être construit sur votre nom ou votre prénom.",
        PasswordRefusal.ShapedLikeNumen => "Le mot de passe ne doit pas avoir la forme d'un NUMEN. Choisissez-en un autre.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
