using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Helpdesk;

/// <summary>Every address of the helpdesk against everybody who may ask for it, and everything that an agent can fetch against every secret.</summary>
public sealed class WhoMayEnterTests
{
    private static readonly string[] ForAdministrators = ["/helpdesk/agents", "/helpdesk/bandeau"];

    [Fact]
    [Trait("ASVS", "8.2.1")]
    [Trait("ASVS", "8.3.1")]
    public async Task Each_address_opens_to_those_it_is_for_and_to_nobody_else()
    {
        await using var app = await PortalApp.StartAsync();
        var story = await HelpdeskStory.PlayAsync(app);
        var agent = await app.Agents.SignInAsync();
        var supervisor = await app.Agents.SignInAsync(AgentRole.Supervisor);
        var administrator = await app.Agents.SignInAsync(AgentRole.Administrator);
        var addresses = Guarded(app, story.Person.Id);
        Assert.True(addresses.Count > 8, string.Join('\n', addresses));

        foreach (var (method, address) in addresses)
        {
            foreach (var stranger in new[] { app.NewBrowser(), story.Browser })
                Assert.Equal((method, address, HttpStatusCode.SeeOther, "/helpdesk/connexion"), await AskAsync(stranger, method, address));

            var isForAdministrators = ForAdministrators.Any(prefix => address.StartsWith(prefix, StringComparison.Ordinal));
            foreach (var (browser, isAdministrator) in new[] { (agent, false), (supervisor, false), (administrator, true) })
            {
                var (_, _, status, location) = await AskAsync(browser, method, address);
                Assert.NotEqual("/helpdesk/connexion", location);
                Assert.Equal((address, isForAdministrators && !isAdministrator), (address, status == HttpStatusCode.Forbidden));
                Assert.True((int)status < 500, $"{method} {address}: {status}");
            }
        }
    }

    [Fact]
    [Trait("ASVS", "14.2.6")]
    [Trait("ASVS", "8.2.3")]
    [Trait("ASVS", "15.3.1")]
    public async Task Nothing_that_an_administrator_can_fetch_holds_a_secret()
    {
        await using var app = await PortalApp.StartAsync();
        var story = await HelpdeskStory.PlayAsync(app);
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);
        var (seen, waiting) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(["/helpdesk/journal", "/helpdesk/electeurs?electeur=bernard"]));

        while (waiting.TryDequeue(out var address))
        {
            if (!seen.Add(address))
                continue;

            var page = await browser.GetAsync(address);
            Assert.All(story.Secrets, secret => Assert.DoesNotContain(secret, page.Body, StringComparison.OrdinalIgnoreCase));
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/helpdesk']"))
                waiting.Enqueue(link.GetAttribute("href")!.Split('#')[0]);
        }

        Assert.Contains(seen, address => address.StartsWith("/helpdesk/electeurs/", StringComparison.Ordinal));
        Assert.Contains(seen, address => address.Contains(".csv", StringComparison.Ordinal));
    }

    /// <summary>What an agent alone may ask for, with the values of the routes filled in.</summary>
    private static List<(HttpMethod Method, string Address)> Guarded(PortalApp app, int electorId) =>
    [
        .. from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let address = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           where address.StartsWith("/helpdesk", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
           where method != "HEAD"
           select (
               new HttpMethod(method),
               address.Replace("{id:int}", $"{electorId}", StringComparison.Ordinal)
                   .Replace("{id:guid}", $"{Guid.Empty}", StringComparison.Ordinal)
                   .Replace("{slug}", "lien", StringComparison.Ordinal)),
    ];

    private static async Task<(HttpMethod Method, string Address, HttpStatusCode Status, string? Location)> AskAsync(
        TestBrowser browser, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        var page = await browser.SendAsync(address, request);
        return (method, address, page.Status, page.Location);
    }
}
