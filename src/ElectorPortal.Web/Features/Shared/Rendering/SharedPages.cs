using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using ElectorPortal.Web.Security.Sessions;
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
/// Pages that say the same to all, but for <see cref="ReaderTexts"/>: rendered once in each second of the clock, whatever the crowd. Their views
/// read nothing else of their reader.
/// </summary>
internal sealed class SharedPages(TimeProvider time, ITempDataDictionaryFactory told, HtmlEncoder encoder)
{
    /// <summary>By page and the readers' clocks.</summary>
    private readonly ConcurrentDictionary<(string Page, string Clocks), Rendered> kept = new();

    /// <summary>Openings and closings fall on whole seconds: no page is older than what it says.</summary>
    private long Second => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Whoever asks with a query, or is told something that happened, gets a page of his own.</summary>
    public bool IsFor(HttpContext http, Readers readers) =>
        http.User.Identity?.IsAuthenticated == true == (readers == Readers.Electors) && !http.Request.QueryString.HasValue && told.GetTempData(http).Count == 0;

    /// <param name="renderAsync">Writes the page to the answer; false where that failed, and is told elsewhere.</param>
    public async Task AnswerAsync(HttpContext http, string name, Func<Task<bool>> renderAsync)
    {
        var texts = http.RequestServices.GetRequiredService<ReaderTexts>();
        var clocks = http.RequestServices.GetRequiredService<SignedInElector>().FindTerritory()?.TimeZoneId ?? "";
        if (!kept.TryGetValue((name, clocks), out var page) || page.Second != Second)
        {
            page = await RenderAsync(http.Response, texts, renderAsync);
            if (page is null)
                return;

            if (http.Response.StatusCode == StatusCodes.Status200OK)
                kept[(name, clocks)] = page;
        }

        await WriteAsync(http.Response, page, texts);
    }

    private async Task<Rendered?> RenderAsync(HttpResponse response, ReaderTexts texts, Func<Task<bool>> renderAsync)
    {
        var second = Second;
        var body = response.Body;
        using var written = new MemoryStream();
        response.Body = written;
        texts.IsForAll = true;
        try
        {
            if (!await renderAsync())
                return null;
        }
        finally
        {
            texts.IsForAll = false;
            response.Body = body;
        }

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

    /// <summary>Bytes for all, and what stands between them.</summary>
    private sealed record Rendered(IReadOnlyList<byte[]> ForAll, IReadOnlyList<ReaderText> Between, string? ContentType, long Second);
}
