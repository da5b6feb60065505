using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Asks for pages and posts their forms as a person without JavaScript does: by labels and buttons, antiforgery included.</summary>
public sealed class TestBrowser(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<TestPage> GetAsync(string path) => await TestPage.ReadAsync(this, path, await http.GetAsync(path));

    /// <summary>Posts what no page of the portal has.</summary>
    public async Task<TestPage> PostAsync(string path, HttpContent content) => await TestPage.ReadAsync(this, path, await http.PostAsync(path, content));

    public async Task<TestPage> SendAsync(string path, HttpRequestMessage request) =>
        await TestPage.ReadAsync(this, path, await http.SendAsync(request));
}

/// <summary>One answer of the portal, read as a document.</summary>
public sealed class TestPage
{
    private readonly TestBrowser browser;
    private readonly string path;
    private readonly Dictionary<string, string> typed = [];

    private TestPage(TestBrowser browser, string path, HttpResponseMessage answer, string body)
    {
        this.browser = browser;
        this.path = path;
        Answer = answer;
        Body = body;
        Document = Parse(path, body, answer.Content.Headers.ContentType?.MediaType == "text/html");
    }

    /// <summary>Where the page was asked.</summary>
    public TestBrowser Browser => browser;

    public HttpResponseMessage Answer { get; }

    public string Body { get; }

    public IHtmlDocument Document { get; }

    public HttpStatusCode Status => Answer.StatusCode;

    public string? Location => Answer.Headers.Location?.OriginalString;

    public string Heading => Text(Document.QuerySelector("h1"));

    /// <summary>All that a person reads in the page's main part, white space folded.</summary>
    public string MainText => Text(Document.QuerySelector("main"));

    /// <summary>The error messages of the summary on top of a refused form.</summary>
    public IReadOnlyList<string> Errors => [.. Document.QuerySelectorAll("#erreurs li").Select(Text)];

    internal static async Task<TestPage> ReadAsync(TestBrowser browser, string path, HttpResponseMessage answer) =>
        new(browser, path, answer, await answer.Content.ReadAsStringAsync());

    /// <exception cref="InvalidOperationException">The page is not sound HTML: browsers would mend it, each in its way.</exception>
    private static IHtmlDocument Parse(string path, string body, bool isPage)
    {
        List<string> faults = [];
        var parser = new HtmlParser();
        parser.Error += (_, error) =>
        {
            // Somebody typed a sign that HTML has no place for, and the page repeats it.
            var fault = (HtmlErrorEvent)error;
            if (!fault.Message.StartsWith("Character reference", StringComparison.Ordinal))
                faults.Add($"{fault.Position}: {fault.Message}");
        };
        var document = parser.ParseDocument(body);
        return isPage && faults.Count > 0
            ? throw new InvalidOperationException($"{path} is not sound HTML: {string.Join("; ", faults)}")
            : document;
    }

    /// <summary>The control that a label names.</summary>
    public IElement Field(string label)
    {
        var named = Document.QuerySelectorAll("label").SingleOrDefault(candidate => Text(candidate) == label)
            ?? throw new InvalidOperationException($"No label « {label} » on {path} ({Status}): {MainText}");
        return Document.GetElementById(named.GetAttribute("for")!)!;
    }

    public TestPage Fill(string label, string value)
    {
        typed[Field(label).GetAttribute("name")!] = value;
        return this;
    }

    /// <summary>Sets a form value that has no label, as an attacker would.</summary>
    public TestPage Forge(string name, string value)
    {
        typed[name] = value;
        return this;
    }

    /// <summary>Presses a button of the main part, or of the header where the main part has none of that name.</summary>
    public async Task<TestPage> PressAsync(string button)
    {
        var pressed = Document.QuerySelectorAll("main button, main input[type=submit]").Concat(Document.QuerySelectorAll("header button"))
            .First(candidate => Text(candidate) == button);
        var form = (IHtmlFormElement)pressed.Closest("form")!;
        var values = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
            .Where(input => input.Type is not ("submit" or "button") && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
            .GroupBy(input => input.Name!)
            .ToDictionary(group => group.Key, group => group.First().Value);
        foreach (var area in form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>())
            values[area.Name!] = area.Value;
        foreach (var list in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
            values[list.Name!] = list.Value ?? "";
        if (pressed.GetAttribute("name") is { } name)
            values[name] = pressed.GetAttribute("value") ?? "";
        foreach (var (field, value) in typed)
            values[field] = value;

        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? path;
        if (form.Method == "get")
            return await browser.GetAsync(QueryHelpers.AddQueryString(action.Split('?')[0], values!));

        using var content = new FormUrlEncodedContent(values);
        return await ReadAsync(browser, action, await browser.Http.PostAsync(action, content));
    }

    /// <summary>Follows a redirect; fails where the answer is none.</summary>
    public Task<TestPage> FollowAsync()
    {
        Assert.Equal(HttpStatusCode.SeeOther, Status);
        return browser.GetAsync(Location!);
    }

    /// <summary>A text as these pages give it: white space folded, that which no line breaks at included.</summary>
    public static string AsRead(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(IElement? element) => AsRead(element?.TextContent ?? "");
}
