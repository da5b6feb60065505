using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ElectorPortal.Web.Messaging;

/// <summary>The portal's public address: the one source of links, never the request's own host.</summary>
internal sealed class PublicAddress(PortalOptions options, IHostEnvironment environment, IServiceProvider services)
{
    private const string Fallback = "http://localhost:5080";

    public string BaseUrl => (options.PublicBaseUrl ?? ListenedAddress() ?? Fallback).TrimEnd('/');

    /// <summary>Whether people come by https. In Development they come straight to the port, whatever address the links carry.</summary>
    public bool IsHttps =>
        !environment.IsDevelopment() && BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <param name="path">Begins with a slash; needs no escaping.</param>
    public string Link(string path) => BaseUrl + path;

    /// <summary>In Development, where no address is set: a demonstration whose links open whatever the port.</summary>
    private string? ListenedAddress() =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
}
