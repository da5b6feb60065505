namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Helpdesk:OpenIdConnect</c>: a provider, such as ProConnect, that vouches for agents; none where the section is empty.</summary>
internal sealed class AgentIdentityOptions : ISettings
{
    public static string Section => "Helpdesk:OpenIdConnect";

    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>The levels of authentication that show two factors, apart by spaces: asked for, and one of them required in return.</summary>
    public string? AcrValues { get; set; }

    /// <summary>
    /// The provider knows no address that it did not verify, and does not say so of each (<c>email_verified</c>), as ProConnect does not. An
    /// address that it calls unverified stays so.
    /// </summary>
    public bool VouchesForAddresses { get; set; }

    public bool IsSet => Values.Any(value => !string.IsNullOrWhiteSpace(value));

    private string?[] Values => [Authority, ClientId, ClientSecret, AcrValues];

    public IReadOnlyCollection<string> Levels() => (AcrValues ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (!IsSet)
            yield break;

        if (Values.Any(string.IsNullOrWhiteSpace))
            yield return "Helpdesk:OpenIdConnect:Authority, ClientId, ClientSecret et AcrValues vont ensemble.";
        if (environment.IsProduction() && Unsafe.IsPlaceholder(ClientSecret))
            yield return "Helpdesk:OpenIdConnect:ClientSecret est un secret d'exemple.";
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && (environment.IsProduction() || !authority.IsLoopback)))
        {
            yield return "Helpdesk:OpenIdConnect:Authority doit être une adresse https complète.";
        }
    }
}
