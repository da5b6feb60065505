using System.Net;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>What an attacker tries on every address, and on the way in.</summary>
public sealed class AttackTests
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const string Password = "Mot de passe personnel électeur";

    /// <summary>Addresses that answer anybody; all others ask who comes.</summary>
    private static readonly string[] Public =
    [
        "/", "/accessibilite", "/aide", "/aide/{slug}", "/aide/procedure", "/assistance", "/donnees-personnelles", "/erreur/{code:int:range(400,599)}",
        "/health/live", "/health/ready", "/horaires-hors-metropole", "/mentions-legales", "/plan-du-site", "/rapports/csp", "/webhooks/twilio/{outboxId:guid}",
        "/portail/creation-compte-etape2.htm", "/portail/creation-compte-etape2.htm/nouveau-lien", "/portail/deconnexion", "/portail/motdepasse-oublie.htm",
        "/portail/motdepasse.htm", "/portail/reinitialisation.htm", "/portail/reinitialisation.htm/nouveau-lien", "/portail/signalement",
        "/helpdesk/connexion", "/helpdesk/connexion/code", "/helpdesk/connexion/secours", "/helpdesk/deconnexion", "/helpdesk/inscription",
        "/helpdesk/connexion/proconnect", "/helpdesk/connexion/proconnect/refus", "/helpdesk/connexion/proconnect/retour",
    ];

    [Fact]
    [Trait("ASVS", "6.3.4")]
    [Trait("ASVS", "8.3.1")]
    public async Task There_is_no_way_in_but_those_that_are_known()
    {
        await using var app = await PortalApp.StartAsync();

        var open = Endpoints(app).Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(PathOf)
            .Where(path => !path.StartsWith("/demo", StringComparison.Ordinal) && !IsStatic(path)).Distinct();

        Assert.Empty(open.Except(Public));
        Assert.All(
            Endpoints(app).Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !IsStatic(PathOf(endpoint))),
            endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<AuthorizeAttribute>()));
    }

    [Fact]
    [Trait("ASVS", "3.5.1")]
    [Trait("ASVS", "2.2.2")]
    public async Task No_form_is_taken_that_the_portal_did_not_give_to_this_very_browser()
    {
        await using var app = await PortalApp.StartAsync();
        var victim = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        var attacker = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        var stolen = (await attacker.GetAsync("/portail/mon-mot-de-passe")).Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var before = await app.WithDbAsync(db => db.Journal.CountAsync());
        var addresses = Endpoints(app).Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(PathOf).Where(path => path.StartsWith("/portail", StringComparison.Ordinal) || path == "/").Distinct().ToList();
        Assert.True(addresses.Count > 8, string.Join('\n', addresses));

        foreach (var path in addresses.Select(path => path.Replace("{id:guid}", $"{Guid.NewGuid()}", StringComparison.Ordinal)))
        {
            foreach (var token in new[] { null, "", stolen })
            {
                using var content = new FormUrlEncodedContent(
                    [.. new Dictionary<string, string> { ["Email"] = "x.y@ac-lille.fr", ["Password"] = "Autre-chose9" }, .. token is null ? [] : new[] { KeyValuePair.Create("__RequestVerificationToken", token) }]);
                Assert.Equal((path, HttpStatusCode.BadRequest), (path, (await victim.PostAsync(path, content)).Status));
            }
        }

        Assert.Equal(before, await app.WithDbAsync(db => db.Journal.CountAsync()));
        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/portail/accueil")).Status);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "7.2.4")]
    public async Task A_session_that_was_laid_in_a_browser_beforehand_is_never_the_one_that_opens(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (attacker, victim) = (await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync());
        var laid = await SessionOfAsync(await app.Electors.SignInAsync(attacker));
        var browser = app.NewBrowser(("__Host-session", laid));

        await TestElectors.SignInAsync(browser, victim);
        var opened = await SessionOfAsync(browser);

        Assert.NotEqual(laid, opened);
        Assert.Equal(HttpStatusCode.SeeOther, (await app.NewBrowser(("__Host-session", laid)).GetAsync("/portail/accueil")).Status);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "11.2.2")]
    [Trait("ASVS", "11.4.2")]
    [Trait("ASVS", "6.2.10")]
    public async Task A_password_of_years_ago_still_opens_and_is_hashed_anew_at_the_cost_of_today(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Password:Cost", "5"));
        var person = await app.Electors.AddActiveAsync();
        var cheap = BCrypt.Net.BCrypt.HashPassword(TestElectors.Password, 4);
        await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(elector => elector.PasswordHash, cheap)));
        app.Time.AdjustTime(app.Time.GetUtcNow().AddDays(1000));

        await app.Electors.SignInAsync(person);

        var renewed = await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id).Select(row => row.PasswordHash).SingleAsync());
        Assert.StartsWith("$2a$05$", renewed, StringComparison.Ordinal);
        Assert.True(await app.Services.GetRequiredService<PasswordHasher>().VerifyAsync(TestElectors.Password, renewed, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("DUPONT\r\nBcc: pirate@evil.example//Léa")]
    [InlineData("{{7*7}}//{Link}")]
    [InlineData("@Model.Password//<b>x</b>")]
    [InlineData("=cmd|' /C calc'!A0//😀")]
    [Trait("ASVS", "1.3.7")]
    [Trait("ASVS", "1.3.11")]
    public async Task A_name_out_of_the_rolls_does_nothing_in_a_mail_or_a_page(string called)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var names = called.Split('/');
        await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id).ExecuteUpdateAsync(
            row => row.SetProperty(elector => elector.BirthName, names[0]).SetProperty(elector => elector.FirstNames, names[2])));

        var home = await (await app.Electors.SignInAsync(person)).GetAsync("/portail/accueil");
        await (await app.NewBrowser().GetAsync("/portail/motdepasse-oublie.htm")).Fill(Address, person.Email).PressAsync("Recevoir le lien");
        await app.RunOutboxAsync();

        Assert.Contains(string.Join(' ', names[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), home.MainText, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(home.Document.QuerySelectorAll("main b"));
        var mail = Assert.Single(app.Mailbox.NewestFirst);
        Assert.Equal((person.Email, "Nouveau mot de passe - Élections professionnelles 2018"), (mail.To, mail.Subject));
        Assert.DoesNotContain("evil", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("ASVS", "15.3.3")]
    public async Task What_is_no_field_of_a_form_changes_nobody()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = app.NewBrowser();

        var page = await (await (await browser.GetAsync("/")).Fill(Address, person.Email).PressAsync("Continuer")).FollowAsync();
        page.Forge("Email", "autre.personne@ac-lille.fr").Forge("IsActive", "true").Forge("ElectorId", "1").Forge("PasswordHash", "x").Forge("RemovedAt", "");
        var answer = await page.Fill(Password, TestElectors.Password).PressAsync("Se connecter");

        Assert.Equal("/portail/accueil", answer.Location);
        Assert.Equal(person.Id, await app.WithDbAsync(db => db.Sessions.Select(session => session.ElectorId).SingleAsync()));
        Assert.Equal(person.Id, await app.WithDbAsync(db => db.Journal.Where(row => row.Kind == JournalKind.SignIn).Select(row => row.ElectorId).SingleAsync()));
    }

    [Fact]
    [Trait("ASVS", "3.4.2")]
    public async Task No_other_origin_may_read_an_answer()
    {
        await using var app = await PortalApp.StartAsync();
        foreach (var origin in new[] { "https://evil.example", "null", PortalApp.PublicBaseUrl })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("Origin", origin);

            var answer = (await app.NewBrowser().SendAsync("/", request)).Answer;

            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static IEnumerable<RouteEndpoint> Endpoints(PortalApp app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    /// <summary>Files, also by the pattern that answers for all of them while they are worked on.</summary>
    private static bool IsStatic(string path) =>
        path.Contains("{**path", StringComparison.Ordinal) || new[] { "/css/", "/js/", "/lib/" }.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static async Task<string> SessionOfAsync(TestBrowser browser)
    {
        var page = await browser.GetAsync("/portail/accueil");
        return page.Answer.RequestMessage!.Headers.GetValues("Cookie").Single().Split("; ").Single(cookie => cookie.StartsWith("__Host-session=", StringComparison.Ordinal)).Split('=', 2)[1];
    }
}
