using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Load.Tools;

/// <summary>Twilio's Messages resource at its barest: takes every SMS after that time, and remembers when each arrived.</summary>
internal sealed class Operator : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> arrivals = new();
    private readonly WebApplication server;
    private readonly TimeSpan latency;
    private readonly SemaphoreSlim arrived = new(0);

    private Operator(TimeSpan latency)
    {
        this.latency = latency;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(TakeAsync);
    }

    /// <summary>When the first SMS to each number arrived, in ticks of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyDictionary<string, long> Arrivals => arrivals;

    public (string Key, string? Value)[] Settings => [("Sms:Twilio:BaseUrl", server.Urls.Single())];

    public static async Task<Operator> StartAsync(TimeSpan latency)
    {
        var started = new Operator(latency);
        await started.server.StartAsync();
        return started;
    }

    /// <summary>Returns once so many more SMS arrived.</summary>
    public async Task ArrivalsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!await arrived.WaitAsync(TimeSpan.FromMinutes(2)))
                throw new TimeoutException($"{arrivals.Count} SMS arrived, {count} were expected.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        arrived.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (arrivals.TryAdd(form["To"].ToString(), Stopwatch.GetTimestamp()))
            arrived.Release();
        await Task.Delay(latency);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { sid = $"SM{Guid.NewGuid():N}", status = "queued" });
    }
}
