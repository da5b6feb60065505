using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Portal</c>.</summary>
internal sealed class PortalOptions : ISettings
{
    public static string Section => "Portal";

    /// <summary>The one source of links in messages. In Development, the first address listened on stands in.</summary>
    public string? PublicBaseUrl { get; set; }

    public string Organisation { get; set; } = "Ministère de l'Éducation Nationale";

    public string HelpUrl { get; set; } = "https://www.education.gouv.fr/electionspro2018";

    /// <summary>Where electors write to exercise their rights over their data.</summary>
    public string DataProtectionEmail { get; set; } = "dpd@education.gouv.fr";

    /// <summary>A folder whose files are settings, each named after its key: <c>Sms__Twilio__AuthToken</c>.</summary>
    public string? SecretsPath { get; set; }

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (PublicBaseUrl is null && !environment.IsDevelopment())
            yield return "Portal:PublicBaseUrl manque : c'est l'adresse publique du portail, source de tous les liens.";
        if (PublicBaseUrl is not null && (!IsWebAddress(PublicBaseUrl) || PublicBaseUrl.Contains('?', StringComparison.Ordinal)))
            yield return "Portal:PublicBaseUrl doit être une adresse http ou https complète, sans paramètre.";
        if (environment.IsProduction() && PublicBaseUrl?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true)
            yield return "Portal:PublicBaseUrl doit commencer par https:// en production.";
        if (!IsWebAddress(HelpUrl))
            yield return "Portal:HelpUrl doit être une adresse http ou https complète.";
        if (!EmailAddress.TryParse(DataProtectionEmail, out _))
            yield return "Portal:DataProtectionEmail doit être une adresse de messagerie.";
        if (SecretsPath is not null && !Directory.Exists(SecretsPath))
            yield return $"Portal:SecretsPath : le dossier « {SecretsPath} » n'existe pas.";
        if (string.IsNullOrWhiteSpace(Organisation))
            yield return "Portal:Organisation manque.";
        else if (Gsm7.Septets(Organisation) is null)
            yield return "Portal:Organisation contient un caractère impossible dans un SMS ordinaire.";
    }

    internal static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
