namespace ElectorPortal.Web.Features.Shared;

/// <summary>What somebody reads whose whole network has asked for too much.</summary>
internal static class ThrottlingTexts
{
    public static string TooManyEntries(TimeSpan wait) =>
        $"Trop d'adresses de messagerie ont été saisies depuis votre réseau. Attendez {FrenchDuration.Say(wait)}, puis réessayez. "
        + "Le lien d'un courriel déjà reçu s'ouvre sans attendre.";
}
