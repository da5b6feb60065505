using AngleSharp.Html.Parser;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>A form with its antiforgery token, for wrk to send again and again.</summary>
/// <param name="Cookies">As the request's header has them.</param>
/// <param name="Fields">What the form sends beside the field that changes, encoded.</param>
/// <param name="Changing">The name of that field; null where none does.</param>
internal sealed record WrkForm(string Cookies, string Fields, string? Changing)
{
    /// <param name="label">Of the field that changes from one request to the next.</param>
    public static async Task<WrkForm> OpenAsync(Uri portal, string path, string label)
    {
        using var http = Browsers.Open(portal);
        using var answer = await http.GetAsync(path);
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var named = document.QuerySelectorAll("label").Single(candidate => candidate.TextContent.Trim() == label).GetAttribute("for")!;
        var field = document.GetElementById(named)!;
        var hidden = field.Closest("form")!.QuerySelectorAll("input[type=hidden]").Select(input => (Name: input.GetAttribute("name")!, Value: input.GetAttribute("value") ?? ""));
        return new WrkForm(
            CookiesOf(answer), string.Join('&', hidden.Select(input => $"{Uri.EscapeDataString(input.Name)}={Uri.EscapeDataString(input.Value)}")),
            field.GetAttribute("name"));
    }

    /// <summary>The floor's, whose page is its token.</summary>
    public static async Task<WrkForm> OpenEmptyAsync(Uri floor)
    {
        using var http = Browsers.Open(floor);
        using var answer = await http.GetAsync("/empty");
        return new WrkForm(CookiesOf(answer), $"__RequestVerificationToken={Uri.EscapeDataString(await answer.Content.ReadAsStringAsync())}", null);
    }

    /// <param name="value">Of the field that changes, with <c>%d</c> for a number that grows by one.</param>
    /// <param name="after">The number before the first.</param>
    public string Script(string value = "", int after = 0) =>
        $$"""
        local number = {{after}}
        local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = "{{Cookies}}", ["Host"] = "{{new Uri(PortalApp.PublicBaseUrl).Host}}" }
        request = function()
          number = number + 1
          return wrk.format("POST", nil, headers, "{{Fields}}"{{(Changing is null ? "" : $" .. \"&{Changing}=\" .. string.format(\"{value}\", number)")}})
        end
        """;

    private static string CookiesOf(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
}
