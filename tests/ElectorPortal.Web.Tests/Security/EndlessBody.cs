using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>Each time the body of a POST is read, says what the real server says of one beyond its limit.</summary>
internal sealed class EndlessBody : MemoryStream, IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
                context.Request.Body = this;
            return following(context);
        });
        next(app);
    };

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
}
