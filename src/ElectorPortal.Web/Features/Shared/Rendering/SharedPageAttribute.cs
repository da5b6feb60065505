using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ElectorPortal.Web.Features.Shared.Rendering;

/// <summary>Whose page is the same for all of them.</summary>
internal enum Readers
{
    /// <summary>Whoever has no session.</summary>
    Visitors,

    /// <summary>Signed-in electors whose clocks show the same hour.</summary>
    Electors,
}

/// <summary>
/// For a page that says the same to all, but for <see cref="ReaderTexts"/>: rendered once in each second of the clock, whatever the crowd.
/// Whoever asks with a query, or is told something that happened, gets a page of his own. The view reads nothing else of its reader.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedPageAttribute(Readers readers) : Attribute, IFilterFactory
{
    public bool IsReusable => true;

    public Readers Readers => readers;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => ActivatorUtilities.CreateInstance<Filter>(serviceProvider, readers);

    /// <summary>Bytes for all, and what stands between them.</summary>
    private sealed record Rendered(IReadOnlyList<byte[]> ForAll, IReadOnlyList<ReaderText> Between, string? ContentType, long Second);

    private sealed class Filter(Readers readers, TimeProvider time, ITempDataDictionaryFactory told, HtmlEncoder encoder) : IAsyncResourceFilter
    {
        /// <summary>Of the one action that this filter stands before, by the readers' clocks.</summary>
        private readonly ConcurrentDictionary<string, Rendered> kept = new();

        /// <summary>Openings and closings fall on whole seconds: no page is older than what it says.</summary>
        private long Second => time.GetUtcNow().ToUnixTimeSeconds();

        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var http = context.HttpContext;
            if (http.User.Identity?.IsAuthenticated == true != (readers == Readers.Electors) || http.Request.QueryString.HasValue || told.GetTempData(http).Count > 0)
            {
                await next();
                return;
            }

            var texts = http.RequestServices.GetRequiredService<ReaderTexts>();
            var clocks = http.RequestServices.GetRequiredService<SignedInElector>().FindTerritory()?.TimeZoneId ?? "";
            if (!kept.TryGetValue(clocks, out var page) || page.Second != Second)
            {
                page = await RenderAsync(http.Response, texts, next);
                // It is thrown again behind this filter.
                if (page is null)
                    return;

                if (http.Response.StatusCode == StatusCodes.Status200OK)
                    kept[clocks] = page;
            }

            await WriteAsync(http.Response, page, texts);
        }

        /// <returns>Null where rendering failed.</returns>
        private async Task<Rendered?> RenderAsync(HttpResponse response, ReaderTexts texts, ResourceExecutionDelegate next)
        {
            var second = Second;
            var body = response.Body;
            using var written = new MemoryStream();
            response.Body = written;
            texts.IsForAll = true;
            var executed = await next();
            texts.IsForAll = false;
            response.Body = body;
            if (executed.Exception is not null && !executed.ExceptionHandled)
                return null;

            var (forAll, between) = texts.Split(Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length));
            return new Rendered([.. forAll.Select(Encoding.UTF8.GetBytes)], between, response.ContentType, second);
        }

        private async Task WriteAsync(HttpResponse response, Rendered page, ReaderTexts texts)
        {
            var own = page.Between.Distinct().ToDictionary(text => text, text => Encoding.UTF8.GetBytes(encoder.Encode(texts.Of(text))));
            response.ContentType = page.ContentType;
            response.ContentLength = page.ForAll.Sum(part => part.Length) + page.Between.Sum(text => own[text].Length);
            for (var number = 0; number < page.ForAll.Count; number++)
            {
                if (number > 0)
                    response.BodyWriter.Write(own[page.Between[number - 1]]);
                response.BodyWriter.Write(page.ForAll[number]);
            }

            await response.BodyWriter.FlushAsync();
        }
    }
}
