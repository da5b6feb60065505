namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Watching</c>: where metrics may be read, and where metrics, traces and logs are sent; nowhere where the section is empty.</summary>
internal sealed class WatchingOptions : ISettings
{
    public static string Section => "Watching";

    /// <summary>Of this machine, for Prometheus alone: <c>/metrics</c> answers there and nowhere else.</summary>
    public int? MetricsPort { get; set; }

    /// <summary>Of an OpenTelemetry collector, over HTTP: <c>http://collector:4318</c>.</summary>
    public string? OtlpEndpoint { get; set; }

    public bool IsSet => MetricsPort is not null || OtlpEndpoint is not null;

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (MetricsPort is < 1 or > 65535)
            yield return "Watching:MetricsPort doit être un numéro de port, de 1 à 65535.";
        if (OtlpEndpoint is not null && !PortalOptions.IsWebAddress(OtlpEndpoint))
            yield return "Watching:OtlpEndpoint doit être une adresse http ou https complète.";
    }
}
