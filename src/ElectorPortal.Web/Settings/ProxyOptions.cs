using System.Net;

namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Proxy</c>: who may say from where a request comes; nobody where the section is empty.</summary>
internal sealed class ProxyOptions : ISettings
{
    public static string Section => "Proxy";

    /// <summary>Network addresses, separated by commas.</summary>
    public string KnownProxies { get; set; } = "";

    /// <summary>Networks, separated by commas: <c>10.0.0.0/8</c>.</summary>
    public string KnownNetworks { get; set; } = "";

    public bool IsSet => Values(KnownProxies).Length + Values(KnownNetworks).Length > 0;

    public IEnumerable<IPAddress> Addresses => Values(KnownProxies).Select(IPAddress.Parse);

    public IEnumerable<IPNetwork> Networks => Values(KnownNetworks).Select(IPNetwork.Parse);

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        foreach (var wrong in Values(KnownProxies).Where(value => !IPAddress.TryParse(value, out _)))
            yield return $"Proxy:KnownProxies : « {wrong} » n'est pas une adresse IP.";
        foreach (var wrong in Values(KnownNetworks).Where(value => !IPNetwork.TryParse(value, out _)))
            yield return $"Proxy:KnownNetworks : « {wrong} » n'est pas un réseau de la forme 10.0.0.0/8.";
        if (environment.IsProduction() && Environment.GetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED") is "true" or "1")
        {
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED croit n'importe qui sur sa provenance : indiquez plutôt le serveur mandataire "
                + "dans Proxy:KnownProxies ou Proxy:KnownNetworks.";
        }
    }

    private static string[] Values(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
