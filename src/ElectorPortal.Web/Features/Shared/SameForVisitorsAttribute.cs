using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>
/// For a page that is the same for everybody without a session, but for the token of its form: rendered once a second, whatever the crowd.
/// Whoever has a session, or asks with a query, gets a page of his own.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SameForVisitorsAttribute : Attribute, IFilterFactory
{
    public bool IsReusable => true;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => ActivatorUtilities.CreateInstance<Filter>(serviceProvider);

    /// <summary>The bytes around each place where the token of a form stands.</summary>
    private sealed record Rendered(byte[][] Parts, string ContentType, DateTimeOffset At);

    private sealed class Filter(IAntiforgery antiforgery, TimeProvider time) : IAsyncResourceFilter
    {
        private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

        /// <summary>Of the one action that this filter stands before.</summary>
        private Rendered? kept;

        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var http = context.HttpContext;
            if (http.User.Identity?.IsAuthenticated == true || http.Request.QueryString.HasValue)
            {
                await next();
                return;
            }

            var token = antiforgery.GetAndStoreTokens(http).RequestToken!;
            var page = kept is { } known && IsFresh(known) ? known : kept = await RenderAsync(http, token, next);
            if (page is not null)
                await WriteAsync(http.Response, page, token);
        }

        /// <summary>Not from later either: a clock may be set back.</summary>
        private bool IsFresh(Rendered page) => time.GetUtcNow() - page.At is var age && age >= TimeSpan.Zero && age < Lifetime;

        /// <returns>Null where the answer is no page, and has left as it is.</returns>
        private async Task<Rendered?> RenderAsync(HttpContext http, string token, ResourceExecutionDelegate next)
        {
            var at = time.GetUtcNow();
            var response = http.Response;
            var body = response.Body;
            using var kept = new MemoryStream();
            response.Body = kept;
            var executed = await next();
            response.Body = body;
            // It is thrown again behind this filter.
            if (executed.Exception is not null && !executed.ExceptionHandled)
                return null;

            if (response.StatusCode == StatusCodes.Status200OK)
            {
                var parts = Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length).Split(token);
                return new Rendered([.. parts.Select(Encoding.UTF8.GetBytes)], response.ContentType!, at);
            }

            kept.Position = 0;
            await kept.CopyToAsync(body, http.RequestAborted);
            return null;
        }

        private static async Task WriteAsync(HttpResponse response, Rendered page, string token)
        {
            var place = Encoding.ASCII.GetBytes(token);
            response.ContentType = page.ContentType;
            response.ContentLength = page.Parts.Sum(part => part.Length) + ((page.Parts.Length - 1) * place.Length);
            for (var number = 0; number < page.Parts.Length; number++)
            {
                if (number > 0)
                    response.BodyWriter.Write(place);
                response.BodyWriter.Write(page.Parts[number]);
            }

            await response.BodyWriter.FlushAsync();
        }
    }
}
