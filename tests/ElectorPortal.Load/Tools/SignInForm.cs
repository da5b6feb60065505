using System.Net;
using ElectorPortal.Web.Tests.Crash.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>The page that asks an elector's password, open in a browser; it can be sent again and again.</summary>
internal sealed class SignInForm
{
    private const string Page = "/portail/motdepasse.htm";

    private readonly HttpClient http;
    private readonly string cookies;
    private readonly Dictionary<string, string> fields;

    private SignInForm(HttpClient http, string cookies, Dictionary<string, string> fields) => (this.http, this.cookies, this.fields) = (http, cookies, fields);

    public static async Task<SignInForm> OpenAsync(PortalProcess portal, string address)
    {
        var door = new FrontDoor(portal);
        var browser = door.OpenBrowser();
        var entry = await browser.GetAsync("/");
        await entry.Fill("Adresse de messagerie professionnelle", address).PressAsync("Continuer");
        var page = await browser.GetAsync(Page);
        var fields = page.Document.QuerySelectorAll("main form input[name]:not([disabled])").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        return new SignInForm(Browsers.Open(portal.Address), door.Cookies, fields);
    }

    /// <summary>Each time as if it were the first: what the portal gives in return is not kept.</summary>
    public async Task<HttpStatusCode> PostAsync(string password)
    {
        var sent = new Dictionary<string, string>(fields) { ["Password"] = password };
        using var request = new HttpRequestMessage(HttpMethod.Post, Page) { Content = new FormUrlEncodedContent(sent) };
        request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
