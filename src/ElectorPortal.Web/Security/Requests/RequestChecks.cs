using Microsoft.AspNetCore.Diagnostics;

namespace ElectorPortal.Web.Security.Requests;

/// <summary>What every request is asked before anything looks at it: under which name it comes, who made the browser send it, in which form.</summary>
internal static class RequestChecks
{
    public static void UseRequestChecks(this WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<KnownHosts>();
        app.Use(async (context, next) =>
        {
            if (!IsErrorPage(context) && await RefusalAsync(context.Request, hosts) is { } status)
                context.Response.StatusCode = status;
            else
                await next(context);
        });
    }

    /// <summary>Shown in the place of the page that was asked: nobody asks for it, and what is wrong with the request was found already.</summary>
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <returns>An HTTP status; null where the request may be looked at.</returns>
    private static async Task<int?> RefusalAsync(HttpRequest request, KnownHosts hosts) =>
        hosts.Refusal(request) ?? FetchMetadata.Refusal(request) ?? await FormFormats.RefusalAsync(request);
}
