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
    [Trait("ASVS", "3.2.1")]
    [Trait("ASVS", "3.4.3")]
    [Trait("ASVS", "3.4.4")]
    [Trait("ASVS", "3.4.5")]
    [Trait("ASVS", "3.4.6")]
    [Trait("ASVS", "3.4.8")]
    [Trait("ASVS", "4.1.1")]
    [Trait("ASVS", "6.3.2")]
    [Trait("ASVS", "13.4.6")]
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
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.True(answer.Content.Headers.ContentType is not { MediaType: "text/html", CharSet: not "utf-8" });
    }

    [Fact]
    [Trait("ASVS", "3.4.1")]
    public async Task Browsers_are_told_to_come_by_https_alone_for_a_year()
    {
        await using var app = await PortalApp.StartAsync();
        foreach (var path in new[] { "/", "/nulle-part", "/css/portal.css" })
        {
            var answer = (await app.NewBrowser().GetAsync(path)).Answer;

            Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
        }
    }

    [Fact]
    [Trait("ASVS", "4.1.2")]
    public async Task A_machine_that_comes_in_clear_is_led_nowhere()
    {
        await using var app = await PortalApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://portail.test/webhooks/twilio/{Guid.NewGuid()}");
        request.Content = new FormUrlEncodedContent([]);

        Assert.InRange((int)(await app.NewBrowser().SendAsync("/webhooks/twilio", request)).Status, 400, 499);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/portail/accueil")]
    [InlineData("/portail/motdepasse-oublie.htm")]
    [InlineData("/nulle-part")]
    [Trait("ASVS", "14.2.2")]
    [Trait("ASVS", "14.3.2")]
    public async Task Pages_that_hold_a_form_or_are_somebodys_own_are_never_stored(string path)
    {
        await using var app = await PortalApp.StartAsync();

        Assert.True((await app.NewBrowser().GetAsync(path)).Answer.Headers.CacheControl!.NoStore);
    }
}
