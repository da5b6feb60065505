using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Watching.Support;

/// <summary>Takes what an OpenTelemetry collector is sent over HTTP, and keeps it as it came.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> taken = new();
    private readonly WebApplication app;

    private FakeCollector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>Protocol Buffers keep texts as they are: read as Latin letters they can be searched.</summary>
    public IReadOnlyCollection<(string Path, string Body)> Taken => taken;

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new FakeCollector(builder.Build());
        collector.app.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        taken.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
    }
}
