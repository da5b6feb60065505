using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Errors;

public sealed partial class ErrorPagesTests
{
    [Theory]
    [InlineData(400, "Votre saisie n'a pas pu être prise en compte")]
    [InlineData(403, "Accès non autorisé")]
    [InlineData(404, "Page non trouvée")]
    [InlineData(405, "Cette adresse ne s'ouvre pas ainsi")]
    [InlineData(413, "Votre envoi est trop volumineux")]
    [InlineData(415, "Votre demande n'a pas été comprise")]
    [InlineData(429, "Trop de demandes en peu de temps")]
    [InlineData(500, "Le portail a rencontré un problème")]
    [InlineData(503, "Le portail est momentanément indisponible")]
    [Trait("ASVS", "16.5.1")]
    public async Task Each_error_has_a_page_in_French_with_its_status_and_a_reference(int status, string heading)
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync($"/erreur/{status}");

        Assert.Equal(status, (int)page.Status);
        Assert.Equal(heading, page.Heading);
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Equal($"{heading} - Élections professionnelles 2018", page.Document.Title);
        Assert.Matches(Reference(), page.MainText);
        Assert.Empty(BreakablePunctuation().Matches(page.Document.QuerySelector("main")!.TextContent).Select(match => match.Value));
    }

    [Theory]
    [InlineData("/erreur/200")]
    [InlineData("/erreur/999")]
    [InlineData("/erreur/abc")]
    [InlineData("/une-page-qui-n-existe-pas")]
    public async Task An_address_without_a_page_is_not_found(string path)
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Page non trouvée", page.Heading);
    }

    [Fact]
    public async Task A_wrong_method_gets_its_page_and_its_status()
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().SendAsync("/aide", new HttpRequestMessage(HttpMethod.Put, "/aide"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, page.Status);
        Assert.Equal("Cette adresse ne s'ouvre pas ainsi", page.Heading);
    }

    [Fact]
    [Trait("ASVS", "3.5.1")]
    public async Task A_form_that_lost_its_protection_is_told_how_to_go_on()
    {
        await using var app = await PortalApp.StartAsync();
        using var content = new FormUrlEncodedContent([new("Email", "camille.bernard@ac-amiens.fr")]);

        var page = await app.NewBrowser().SendAsync("/", new HttpRequestMessage(HttpMethod.Post, "/") { Content = content });

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("Votre saisie n'a pas pu être prise en compte", page.Heading);
        Assert.Contains("Rien n'a été enregistré.", page.MainText, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("ASVS", "16.4.1")]
    public async Task A_missing_page_is_logged_on_one_line_with_the_reference_that_it_shows()
    {
        await using var app = await PortalApp.StartAsync(settings: ("Logging:LogLevel:ElectorPortal", "Information"));
        var log = Listen(app);

        var page = await app.NewBrowser().GetAsync("/rien%0Ainfo:%20faux?token=secret");

        var line = Assert.Single(log, line => line.Text.StartsWith("Error ", StringComparison.Ordinal));
        Assert.Equal($"Error {ReferenceOf(page)}: 404 for GET /rien%0Ainfo:%20faux", line.Text);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "13.4.2")]
    [Trait("ASVS", "16.3.4")]
    public async Task Without_its_database_the_portal_shows_a_fault_and_logs_it_under_the_same_reference(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WithDbAsync(db => db.Database.EnsureDeletedAsync());
        var log = Listen(app);

        var page = await app.NewBrowser().GetAsync("/assistance");

        AssertFault(page);
        var line = Assert.Single(log, line => line.Exception is not null && line.Text.StartsWith("Error ", StringComparison.Ordinal));
        Assert.Equal($"Error {ReferenceOf(page)}: 500 for GET /assistance", line.Text);
    }

    [Theory, EachDatabase]
    public async Task Without_its_database_the_portal_shows_a_fault_to_who_comes_with_a_session(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WithDbAsync(db => db.Database.EnsureDeletedAsync());

        AssertFault(await AskWithSessionAsync(app, "/portail/accueil"));
        AssertFault(await AskWithSessionAsync(app, "/"));
    }

    [Fact]
    public async Task A_fault_shows_nobody_s_space_and_needs_no_key_for_a_form()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        Assert.NotNull((await browser.GetAsync("/erreur/404")).Document.QuerySelector("form[action='/portail/deconnexion']"));
        Assert.Empty((await browser.GetAsync("/erreur/500")).Document.QuerySelectorAll("form"));
    }

    [Theory, EachDatabase]
    public async Task Without_its_database_the_portal_still_gives_help_and_hours(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WithDbAsync(db => db.Database.EnsureDeletedAsync());
        var browser = app.NewBrowser();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/aide")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/horaires-hors-metropole")).Status);
    }

    [Fact]
    [Trait("ASVS", "13.4.5")]
    public async Task A_health_check_keeps_an_empty_body()
    {
        await using var app = await PortalApp.StartAsync();

        Assert.Equal("", (await app.NewBrowser().GetAsync("/health/live")).Body);
    }

    private static Task<TestPage> AskWithSessionAsync(PortalApp app, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"__Host-session={LinkToken.Generate().Reveal()}");
        return app.NewBrowser().SendAsync(path, request);
    }

    private static void AssertFault(TestPage page)
    {
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Equal("Le portail a rencontré un problème", page.Heading);
        Assert.NotNull(page.Document.QuerySelector("footer"));
        Assert.DoesNotContain("Exception", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sql", page.Body, StringComparison.OrdinalIgnoreCase);
    }

    private static string ReferenceOf(TestPage page) => Reference().Match(page.MainText).Value;

    private static IReadOnlyCollection<(string Text, Exception? Exception)> Listen(PortalApp app)
    {
        var listener = new LogLines();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(listener);
        return listener.Entries;
    }

    [GeneratedRegex("[0-9A-F]{4}-[0-9A-F]{4}")]
    private static partial Regex Reference();

    [GeneratedRegex("\\S* [:;?!»]|« \\S*")]
    private static partial Regex BreakablePunctuation();
}
