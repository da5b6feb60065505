using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ElectorPortal.Web.Tests.Nodes.Support;

/// <summary>What reaches a portal, as it reads it.</summary>
internal sealed class RequestRecorder : IStartupFilter
{
    private readonly ConcurrentQueue<string> paths = new();

    public IReadOnlyCollection<string> Paths => paths;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            paths.Enqueue(context.Request.Path);
            return following(context);
        });
        next(app);
    };
}
