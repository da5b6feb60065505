using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>Hosts, proxies, other sites, and requests that no browser sends: an answer of the four hundreds, and nothing done.</summary>
public sealed class RequestTests
{
    private const string Address = "Adresse de messagerie professionnelle";

    [Theory]
    [InlineData("portail.test", HttpStatusCode.OK)]
    [InlineData("PORTAIL.TEST:443", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:8080", HttpStatusCode.OK)]
    [InlineData("[::1]:8080", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("evil.com", HttpStatusCode.BadRequest)]
    [InlineData("portail.test.evil.com", HttpStatusCode.BadRequest)]
    [InlineData("203.0.113.7", HttpStatusCode.BadRequest)]
    [Trait("ASVS", "4.1.3")]
    public async Task Under_another_name_the_portal_does_not_answer(string host, HttpStatusCode expected)
    {
        await using var app = await PortalApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;

        var page = await app.NewBrowser().SendAsync("/", request);

        Assert.Equal(expected, page.Status);
        Assert.True(page.Answer.Headers.Contains("Content-Security-Policy"));
        Assert.DoesNotContain("evil", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_s_health_is_asked_by_any_name()
    {
        await using var app = await PortalApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Host = "10.0.0.12:8080";

        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SendAsync("/health/live", request)).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.com")]
    [InlineData("Forwarded", "host=evil.com;proto=http")]
    [InlineData("X-Host", "evil.com")]
    [InlineData("X-Original-URL", "/helpdesk/journal")]
    [InlineData("X-Rewrite-URL", "/helpdesk/journal")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [Trait("ASVS", "4.1.3")]
    public async Task What_a_request_says_of_its_own_address_is_in_no_link_and_leads_nowhere(string header, string value)
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Proxy:KnownProxies", "203.0.113.7"));
        var person = await app.Electors.AddAsync();
        var browser = app.NewBrowserFrom("203.0.113.7");
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        var page = await (await browser.GetAsync("/")).Fill(Address, person.Email).PressAsync("Continuer");
        await app.RunOutboxAsync();

        Assert.Equal((HttpStatusCode.OK, "Espace électeur"), (page.Status, page.Heading));
        var mail = Assert.Single(app.Mailbox.NewestFirst);
        Assert.Contains($"{PortalApp.PublicBaseUrl}/portail/creation-compte-etape2.htm?token=", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.5", "198.51.100.4", "198.51.100.4")] // The proxy says who asks.
    [InlineData("10.0.0.5", "6.6.6.6, 198.51.100.4", "198.51.100.4")] // What stands before the last hop is only said.
    [InlineData("10.0.0.5", "6.6.6.6, 198.51.100.4, 10.0.0.6", "198.51.100.4")] // A chain of two proxies.
    [InlineData("198.51.100.4", "6.6.6.6", "198.51.100.4")] // Somebody who is no proxy.
    [InlineData("10.0.0.5", "nonsense", "10.0.0.5")]
    [Trait("ASVS", "4.1.3")]
    [Trait("ASVS", "15.3.4")]
    public async Task Whence_a_request_comes_is_believed_of_the_known_proxies_alone(string peer, string forwarded, string expected)
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Proxy:KnownNetworks", "10.0.0.0/24"));
        var browser = app.NewBrowserFrom(peer);
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwarded);

        await (await browser.GetAsync("/")).Fill(Address, "personne@ac-lille.fr").PressAsync("Continuer");

        Assert.Equal(expected, await app.WithDbAsync(db => db.Journal.Select(entry => entry.NetworkAddress).SingleAsync()));
    }

    [Fact]
    [Trait("ASVS", "15.3.4")]
    public async Task Somebody_who_invents_where_he_comes_from_is_throttled_all_the_same()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Throttling:WrongPasswordsPerNetwork", "5"));
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 8; number++)
        {
            var browser = app.NewBrowserFrom("203.0.113.7");
            browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{number}");
            await (await browser.GetAsync("/")).Fill(Address, $"inconnu{number}@ac-lille.fr").PressAsync("Continuer");
            statuses.Add((await (await browser.GetAsync("/portail/motdepasse.htm")).Fill("Mot de passe personnel électeur", "Printemps-2018").PressAsync("Se connecter")).Status);
        }

        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("POST", "/", "cross-site", "navigate", "document")]
    [InlineData("POST", "/portail/deconnexion", "cross-site", "navigate", "document")]
    [InlineData("POST", "/portail/mon-mot-de-passe", "same-site", "cors", "empty")]
    [InlineData("GET", "/portail/accueil", "cross-site", "navigate", "iframe")]
    [InlineData("GET", "/css/portal.css", "cross-site", "no-cors", "style")]
    [Trait("ASVS", "3.5.1")]
    [Trait("ASVS", "3.5.8")]
    public async Task What_another_site_makes_a_browser_ask_is_refused_and_ends_no_session(string method, string path, string site, string mode, string destination)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", mode);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([new("Email", "camille.bernard@ac-amiens.fr")]);

        var answer = await browser.SendAsync(path, request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/portail/accueil")).Status);
    }

    [Fact]
    [Trait("ASVS", "3.5.1")]
    public async Task A_link_of_another_site_leads_in()
    {
        await using var app = await PortalApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");

        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SendAsync("/", request)).Status);
    }

    [Theory]
    [InlineData("application/csp-report", """{"csp-report":{"effective-directive":"img-src","blocked-uri":"https://evil.example/a?token=secret"}}""")]
    [InlineData("application/reports+json", """[{"type":"csp-violation","body":{"effectiveDirective":"img-src","blockedURL":"https://evil.example/a?token=secret"}}]""")]
    [InlineData("application/csp-report", "{")]
    [InlineData("application/csp-report", "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]")]
    [InlineData("application/csp-report", """{"csp-report":"\r\ninfo: faux"}""")]
    [InlineData("text/plain", "")]
    [Trait("ASVS", "3.4.7")]
    public async Task A_browser_s_report_is_taken_whatever_it_holds(string type, string body)
    {
        await using var app = await PortalApp.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);

        var answer = await app.NewBrowser().PostAsync("/rapports/csp", content);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(0, await app.WithDbAsync(db => db.Journal.CountAsync()));
    }

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("PUT", "/portail/reassort")]
    [InlineData("DELETE", "/helpdesk/electeurs/1")]
    [InlineData("PATCH", "/portail/motdepasse.htm")]
    [InlineData("BREW", "/")]
    [Trait("ASVS", "4.1.4")]
    [Trait("ASVS", "13.4.4")]
    public async Task A_method_that_an_address_does_not_know_is_refused(string method, string path)
    {
        await using var app = await PortalApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.NewBrowser().SendAsync(path, request)).Status);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=iso-8859-1", "Email=camille.bernard1@ac-amiens.fr")]
    [InlineData("application/json", """{"Email":"camille.bernard1@ac-amiens.fr"}""")]
    [InlineData("text/plain", "Email=camille.bernard1@ac-amiens.fr")]
    [InlineData("application/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Email>&b;</Email>")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Email\"\r\n\r\ncamille")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "Email=camille.bernard1@ac-amiens.fr")]
    [Trait("ASVS", "1.5.1")]
    [Trait("ASVS", "2.2.1")]
    [Trait("ASVS", "15.3.5")]
    public async Task A_form_in_another_format_is_refused(string type, string body)
    {
        await using var app = await PortalApp.StartAsync();
        await app.Electors.AddAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await app.NewBrowser().PostAsync("/", content);

        Assert.InRange((int)answer.Status, 400, 499);
        Assert.Equal(0, await app.WithDbAsync(db => db.AccountLinks.CountAsync()));
    }

    [Theory]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/%5c..%5c")]
    [InlineData("/portail/accueil;jsessionid=1")]
    [InlineData("/portail/accueil/x.css")]
    [InlineData("/.git/config")]
    [InlineData("/appsettings.json")]
    [InlineData("/%25%30%30")]
    [InlineData("/%E0%80%80")]
    [Trait("ASVS", "13.4.1")]
    [Trait("ASVS", "14.2.5")]
    [Trait("ASVS", "1.1.1")]
    public async Task An_address_that_is_none_is_not_found(string path)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        var page = await browser.GetAsync(path);

        Assert.InRange((int)page.Status, 400, 404);
        Assert.DoesNotContain("BERNARD", page.MainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?token=")]
    [InlineData("/portail/accueil")]
    [InlineData("/aide")]
    [Trait("ASVS", "7.2.1")]
    [Trait("ASVS", "9.1.1")]
    public async Task A_cookie_that_was_damaged_forged_or_is_too_long_is_a_stranger_s(string path)
    {
        await using var app = await PortalApp.StartAsync();
        foreach (var value in new[] { "x", new string('A', 3000), "%00", "../../etc", "CfDJ8" + new string('z', 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", string.Join("; ", new[] { "session", "adresse", "lien", "appareil", "formulaire", "assistance" }.Select(name => $"__Host-{name}={value}")));

            Assert.True((int)(await app.NewBrowser().SendAsync(path, request)).Status < 400);
        }
    }

    [Fact]
    [Trait("ASVS", "15.3.7")]
    public async Task A_field_sent_twice_is_refused()
    {
        await using var app = await PortalApp.StartAsync();
        var (first, second) = (await app.Electors.AddAsync(), await app.Electors.AddAsync());
        var browser = app.NewBrowser();
        var token = (await browser.GetAsync("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var fields in new List<KeyValuePair<string, string>>[]
        {
            [new("Email", first.Email), new("Email", second.Email)],
            [new("Email[]", first.Email), new("Email[]", second.Email)],
        })
        {
            using var content = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]);

            Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/", content)).Status);
        }


        Assert.Equal(0, await app.WithDbAsync(db => db.AccountLinks.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Journal.CountAsync(row => row.Kind == JournalKind.ActivationLink)));
    }

    [Fact]
    [Trait("ASVS", "2.4.1")]
    public async Task A_form_that_the_server_stops_reading_gets_its_page()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, services => services.AddSingleton<IStartupFilter, EndlessBody>());
        using var content = new FormUrlEncodedContent([new("Email", "camille.bernard@ac-amiens.fr")]);

        var page = await app.NewBrowser().PostAsync("/", content);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "Votre envoi est trop volumineux"), (page.Status, page.Heading));
    }

    [Fact]
    [Trait("ASVS", "2.4.1")]
    public async Task A_form_of_ten_thousand_fields_or_of_a_megabyte_is_refused()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = app.NewBrowser();
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 10_000).Select(number => KeyValuePair.Create($"champ{number}", "x")));
        using var big = new FormUrlEncodedContent([new("Email", new string('a', 1_000_000))]);

        Assert.InRange((int)(await browser.PostAsync("/", many)).Status, 400, 499);
        Assert.InRange((int)(await browser.PostAsync("/", big)).Status, 400, 499);
    }
}
