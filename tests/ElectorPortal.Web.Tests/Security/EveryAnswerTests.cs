using System.Net;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Security;

public sealed class EveryAnswerTests
{
    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    [InlineData("HEAD", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/portail/accueil", HttpStatusCode.SeeOther)]
    [InlineData("GET", "/nulle-part", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/portail/deconnexion", HttpStatusCode.SeeOther)]
    [InlineData("GET", "/css/portal.css", HttpStatusCode.OK)]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("GET", "/demo", HttpStatusCode.NotFound)]
    [InlineData("GET", "/demo/messages", HttpStatusCode.NotFound)]
    public async Task Every_answer_has_its_status_and_the_headers_that_protect_the_browser(string method, string path, HttpStatusCode expected)
    {
        await using var app = await PortalApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = (await app.NewBrowser().SendAsync(path, request)).Answer;

        Assert.Equal(expected, answer.StatusCode);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/aide")]
    [InlineData("/portail/motdepasse-oublie.htm")]
    [InlineData("/nulle-part")]
    public async Task Pages_are_never_stored(string path)
    {
        await using var app = await PortalApp.StartAsync();

        Assert.True((await app.NewBrowser().GetAsync(path)).Answer.Headers.CacheControl!.NoStore);
    }
}
