using System.Diagnostics;
using System.Net;
using ElectorPortal.Web.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ElectorPortal.Web.Watching;

internal static class WatchingRegistration
{
    /// <summary>The framework's own figures, beside the portal's: requests by route and status, connections, memory, the database's pool.</summary>
    private static readonly string[] Meters =
        [PortalMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    /// <summary>Facts about a person, or an address with a secret in it: never part of a trace.</summary>
    private static readonly string[] Personal =
        ["url.query", "url.full", "http.url", "http.target", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original", "enduser.id"];

    public static void AddWatching(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PortalMetrics>();
        builder.Services.AddSingleton<JournalCounter>();
        builder.Services.AddScoped<DeliveryCounter>();
    }

    /// <summary>What leaves the process, or may be read from outside: in the web server alone, and only where the settings ask for it.</summary>
    public static void AddWatchers(this IHostApplicationBuilder builder)
    {
        // A value of the wrong type is reported with the other settings.
        var section = builder.Configuration.GetSection(WatchingOptions.Section);
        var port = int.TryParse(section[nameof(WatchingOptions.MetricsPort)], out var number) && number is > 0 and <= 65535 ? number : (int?)null;
        var collector = Uri.TryCreate(section[nameof(WatchingOptions.OtlpEndpoint)], UriKind.Absolute, out var address) ? address : null;
        if (port is null && collector is null)
            return;

        builder.Services.AddHostedService<Gauges>();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("elector-portal"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (port is not null)
                metrics.AddPrometheusHttpListener(options => options.ConfigureHttpListener = (_, listener) => ListenOn(listener, port.Value));
        });
        if (collector is null)
            return;

        telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation(options =>
        {
            options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
            options.EnrichWithHttpRequest = (activity, _) => Forget(activity);
            options.EnrichWithHttpResponse = (activity, _) => Forget(activity);
        }));
        telemetry.WithLogging(_ => { }, options => options.IncludeFormattedMessage = true);
        telemetry.UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, collector);
    }

    /// <summary>The exporter itself listens to the machine's own programs alone: Prometheus is another machine.</summary>
    private static void ListenOn(HttpListener listener, int port)
    {
        listener.Prefixes.Clear();
        listener.Prefixes.Add($"http://*:{port}/");
    }

    private static void Forget(Activity activity)
    {
        foreach (var tag in Personal)
            activity.SetTag(tag, null);
    }
}
