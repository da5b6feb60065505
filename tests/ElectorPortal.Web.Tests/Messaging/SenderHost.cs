using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace ElectorPortal.Web.Tests.Messaging;

/// <summary>The senders as the portal registers them, without the portal around them.</summary>
public sealed class SenderHost : IDisposable
{
    private readonly IHost host;

    public SenderHost(params IEnumerable<(string Key, string? Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Test" });
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Portal:PublicBaseUrl", "https://portail.test")).ToDictionary(setting => setting.Item1, setting => setting.Item2));
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddPortalSettings();
        builder.AddMessaging();
        host = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2018, 11, 30, 10, 0, 0, TimeSpan.Zero));

    internal IMailSender Mail => host.Services.GetRequiredService<IMailSender>();

    internal ISmsSender Sms => host.Services.GetRequiredService<ISmsSender>();

    public void Dispose() => host.Dispose();
}
