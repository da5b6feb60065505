using System.Net;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Account;

/// <summary>The signed-in home is rendered once a second for all whose clocks agree; nobody ever reads what belongs to somebody else.</summary>
public sealed class SharedHomeTests
{
    private const string Home = "/portail/accueil";

    [Fact]
    [Trait("ASVS", "14.2.2")]
    public async Task Two_electors_of_one_second_read_one_page_each_with_his_own_name_form_and_hour()
    {
        await using var app = await PortalApp.StartAsync();
        var (early, late) = (await SignInAsync(app, "MARTIN//Louis"), await LaterAsync(app, "<B>D'É & Cie//Zoé"));

        var (one, other) = (await early.GetAsync(Home), await late.GetAsync(Home));

        Assert.Contains("Bienvenue LOUIS MARTIN,", one.MainText, StringComparison.Ordinal);
        Assert.Contains("Bienvenue ZOÉ <B>D'É & CIE,", other.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain("LOUIS", other.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<B>", other.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Token(one), other.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{32}", one.Body);
        Assert.Equal(("1760", "1800"), (Seconds(one), Seconds(other)));
        Assert.Equal("no-store", other.Answer.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, (await other.Forge("__RequestVerificationToken", Token(one)).PressAsync("Se déconnecter")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await one.PressAsync("Se déconnecter")).Status);
    }

    [Fact]
    public async Task What_is_shared_is_what_each_would_be_given_alone()
    {
        await using var app = await PortalApp.StartAsync();
        var (first, second) = (await SignInAsync(app, "MARTIN//Louis"), await SignInAsync(app, "PETIT//Zoé"));
        await first.GetAsync(Home);

        // With a query, each is rendered for himself.
        var (shared, own) = (await second.GetAsync(Home), await second.GetAsync($"{Home}?seul"));

        Assert.Equal(own.Body.Replace(Token(own), "", StringComparison.Ordinal), shared.Body.Replace(Token(shared), "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Those_whose_clocks_differ_read_their_own_hours()
    {
        await using var app = await PortalApp.StartAsync();
        var (amiens, noumea, again) = (await SignInAsync(app, "MARTIN//Louis"), await SignInAsync(app, "PETIT//Zoé", "Nouvelle-Calédonie"), await SignInAsync(app, "ROUX//Ali"));

        var pages = new[] { await amiens.GetAsync(Home), await noumea.GetAsync(Home), await again.GetAsync(Home) };

        Assert.Equal([false, true, false], pages.Select(page => page.MainText.Contains("Nouvelle-Calédonie", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_happened_is_told_to_whom_it_happened_alone()
    {
        await using var app = await PortalApp.StartAsync();
        var (changing, other) = (await SignInAsync(app, "MARTIN//Louis"), await SignInAsync(app, "PETIT//Zoé"));
        await other.GetAsync(Home);
        const string Fresh = "Autre-Chemin-de-fer8";
        var form = await changing.GetAsync("/portail/mon-mot-de-passe");
        var changed = await form.Fill("Mot de passe actuel", TestElectors.Password).Fill("Mot de passe personnel électeur", Fresh).Fill("Confirmation du mot de passe personnel électeur", Fresh).PressAsync("Valider");

        var (told, untold) = (await changed.FollowAsync(), await other.GetAsync(Home));

        Assert.Contains("Votre nouveau mot de passe est enregistré.", told.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain("Votre nouveau mot de passe", untold.MainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tile_opens_in_the_very_second_that_its_window_does()
    {
        await using var app = await PortalApp.StartAtAsync(new DateTime(2018, 11, 29, 8, 59, 59, 999, DateTimeKind.Utc));
        var browser = await SignInAsync(app, "MARTIN//Louis");
        var before = await browser.GetAsync(Home);

        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var after = await browser.GetAsync(Home);

        Assert.Null(before.Document.QuerySelector("a[href='/portail/voter']"));
        Assert.NotNull(after.Document.QuerySelector("a[href='/portail/voter']"));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "14.2.2")]
    public async Task In_a_crowd_each_request_is_given_its_own_session_and_an_ended_one_is_given_none(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var names = Enumerable.Range(0, 12).Select(number => $"NOM{(char)('A' + number)}//Zoé").ToList();
        var browsers = new List<TestBrowser>();
        foreach (var name in names)
            browsers.Add(await SignInAsync(app, name));
        var ended = browsers[5];
        await (await ended.GetAsync(Home)).PressAsync("Se déconnecter");

        var pages = await Task.WhenAll(Enumerable.Range(0, 120).Select(number => browsers[number % 12].GetAsync(Home)));

        Assert.All(pages.Index().Where(page => page.Index % 12 != 5), page =>
            Assert.Contains($"Bienvenue ZOÉ {names[page.Index % 12][..4]},", page.Item.MainText, StringComparison.Ordinal));
        Assert.All(pages.Index().Where(page => page.Index % 12 == 5), page => Assert.Equal("/", page.Item.Location));
    }

    [Theory, EachDatabase]
    public async Task The_session_behind_a_page_is_looked_up_by_an_index(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        var browser = await SignInAsync(app, "MARTIN//Louis");
        plans.Forget();

        await browser.GetAsync(Home);

        foreach (var table in new[] { "Sessions", "Electors" })
            await plans.AssertLooksUpAsync(table, "\"TokenHash\"");
    }

    private static async Task<TestBrowser> SignInAsync(PortalApp app, string called, string academy = "Amiens") =>
        await app.Electors.SignInAsync(await app.Electors.AddActiveAsync(academy: academy, called: called));

    private static async Task<TestBrowser> LaterAsync(PortalApp app, string called)
    {
        app.Time.Advance(TimeSpan.FromSeconds(40));
        return await SignInAsync(app, called);
    }

    private static string Token(TestPage page) => page.Document.QuerySelector("header form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static string Seconds(TestPage page) => page.Document.QuerySelector("#session")!.GetAttribute("data-portal-seconds")!;
}
