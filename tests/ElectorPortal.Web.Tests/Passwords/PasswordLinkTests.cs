using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Features.Passwords;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Passwords;

public sealed class PasswordLinkTests
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const string First = "Mot de passe personnel électeur";
    private const string Second = "Confirmation du mot de passe personnel électeur";
    private const string Chosen = "Chemin-de-fer7";

    [Theory, EachDatabase]
    [Trait("ASVS", "3.5.3")]
    [Trait("ASVS", "7.6.2")]
    [Trait("ASVS", "14.2.1")]
    public async Task A_link_however_often_it_is_opened_changes_nothing_and_its_first_use_opens_the_space(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        var link = await AskLinkAsync(app, person);
        for (var i = 0; i < 5; i++)
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, link);
            await app.NewBrowser().SendAsync(link, head);
            await (await app.NewBrowser().GetAsync(link)).FollowAsync();
        }

        var browser = app.NewBrowser();
        var moved = await browser.GetAsync(link);
        var page = await moved.FollowAsync();
        var answer = await ChooseAsync(page, Chosen);
        var home = await answer.FollowAsync();
        await app.RunOutboxAsync();

        Assert.Equal("/portail/creation-compte-etape2.htm", moved.Location);
        Assert.Equal("Création de mon mot de passe", page.Heading);
        Assert.Equal("Mon espace électeur", home.Heading);
        Assert.Equal("Votre mot de passe a été créé - Élections professionnelles 2018", app.Mailbox.NewestFirst[0].Subject);
        Assert.DoesNotContain("http", app.Mailbox.NewestFirst[0].Text, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.5.1")]
    public async Task Of_parallel_uses_of_one_link_one_wins(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var link = await AskLinkAsync(app, await app.Electors.AddAsync());
        var pages = new List<TestPage>();
        for (var i = 0; i < 8; i++)
            pages.Add(await (await app.NewBrowser().GetAsync(link)).FollowAsync());

        var answers = await Task.WhenAll(pages.Select((page, i) => ChooseAsync(page, $"{Chosen}-{i}")));

        Assert.Single(answers, answer => answer.Location == "/portail/accueil");
        Assert.All(
            answers.Where(answer => answer.Location is null),
            answer => Assert.Equal((HttpStatusCode.UnprocessableEntity, "Ce lien a déjà servi"), (answer.Status, answer.Heading)));
        Assert.Equal(1, await app.WithDbAsync(db => db.Sessions.CountAsync()));
        Assert.Equal(7, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.PasswordCreated && entry.Reason == "Used")));
    }

    [Fact]
    [Trait("ASVS", "6.4.1")]
    public async Task A_used_link_says_so()
    {
        await using var app = await PortalApp.StartAsync();
        var link = await AskLinkAsync(app, await app.Electors.AddAsync());
        await ChooseAsync(await (await app.NewBrowser().GetAsync(link)).FollowAsync(), Chosen);

        var page = await (await app.NewBrowser().GetAsync(link)).FollowAsync();

        Assert.Equal("Ce lien a déjà servi", page.Heading);
    }

    [Theory]
    [InlineData(-1, "Création de mon mot de passe")]
    [InlineData(0, "Ce lien a expiré")]
    [Trait("ASVS", "6.4.1")]
    [Trait("ASVS", "9.2.1")]
    public async Task A_link_lives_a_day_to_the_second(int seconds, string heading)
    {
        await using var app = await PortalApp.StartAsync();
        var link = await AskLinkAsync(app, await app.Electors.AddAsync());

        app.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(seconds));
        var page = await (await app.NewBrowser().GetAsync(link)).FollowAsync();

        Assert.Equal(heading, page.Heading);
    }

    [Fact]
    public async Task A_newer_link_replaces_the_older_one_whose_page_offers_another()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync();
        var older = await AskLinkAsync(app, person);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        var newer = await AskLinkAsync(app, person);

        var dead = await (await app.NewBrowser().GetAsync(older)).FollowAsync();
        var alive = await (await app.NewBrowser().GetAsync(newer)).FollowAsync();
        app.Time.Advance(TimeSpan.FromMinutes(5));
        var sent = await dead.PressAsync("Recevoir un nouveau lien");
        await app.RunOutboxAsync();

        Assert.Equal("Ce lien a été remplacé", dead.Heading);
        Assert.Equal("Création de mon mot de passe", alive.Heading);
        Assert.Equal("Consultez votre messagerie", sent.Heading);
        Assert.Equal(3, app.Mailbox.NewestFirst.Count);
    }

    [Theory]
    [InlineData("?token=abc")]
    [InlineData("?token=")]
    [InlineData("?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?token=%00%0d%0a&token=b")]
    [InlineData("")]
    public async Task A_damaged_link_says_so_and_leads_to_a_new_one(string query)
    {
        await using var app = await PortalApp.StartAsync();
        var page = await app.NewBrowser().GetAsync("/portail/creation-compte-etape2.htm" + query);
        if (page.Status == HttpStatusCode.SeeOther)
            page = await page.FollowAsync();

        Assert.Equal("Ce lien n'est pas valable", page.Heading);
        Assert.Contains("Recevoir un nouveau lien", page.MainText, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("ASVS", "9.2.2")]
    public async Task A_link_opens_only_the_page_that_it_was_made_for()
    {
        await using var app = await PortalApp.StartAsync();
        var link = await AskLinkAsync(app, await app.Electors.AddAsync());

        var page = await (await app.NewBrowser().GetAsync(link.Replace("creation-compte-etape2", "reinitialisation", StringComparison.Ordinal))).FollowAsync();

        Assert.Equal("Ce lien n'est pas valable", page.Heading);
    }

    [Fact]
    public async Task Five_minutes_pass_between_two_mails()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync();
        await AskLinkAsync(app, person);

        app.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await EnterAsync(app, person);
        var early = app.Mailbox.NewestFirst.Count;
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await EnterAsync(app, person);

        Assert.Equal((1, 2), (early, app.Mailbox.NewestFirst.Count));
    }

    [Theory]
    [InlineData("Court1a", "Court1a", First, "Le mot de passe doit contenir au moins 8 caractères.")]
    [InlineData("Chemin-de-fer7", "Chemin-de-fer8", Second, "Les deux mots de passe saisis sont différents.")]
    [InlineData("", "", First, "Saisissez le mot de passe que vous choisissez.")]
    [InlineData("Bernard-1978", "Bernard-1978", First, "Le mot de passe ne doit pas être construit sur votre nom ou votre prénom.")]
    [InlineData("Motdepasse1", "Motdepasse1", First, "Ce mot de passe est trop courant")]
    public async Task A_refused_password_is_explained_never_shown_again_and_leaves_the_link_alive(
        string typed, string confirmation, string field, string message)
    {
        await using var app = await PortalApp.StartAsync();
        var link = await AskLinkAsync(app, await app.Electors.AddAsync());
        var page = await (await app.NewBrowser().GetAsync(link)).FollowAsync();

        var refused = await page.Fill(First, typed).Fill(Second, confirmation).PressAsync("Valider");
        var accepted = await ChooseAsync(refused, Chosen);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith(message, Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("true", refused.Field(field).GetAttribute("aria-invalid"));
        if (typed.Length > 0)
            Assert.DoesNotContain(typed, refused.Body, StringComparison.Ordinal);
        Assert.Equal("/portail/accueil", accepted.Location);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.7")]
    [Trait("ASVS", "6.4.3")]
    public async Task A_reset_ends_every_session_and_the_old_password(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var elsewhere = await app.Electors.SignInAsync(person);
        var forgotten = await app.NewBrowser().GetAsync("/portail/motdepasse-oublie.htm");
        await forgotten.Fill(Address, person.Email).PressAsync("Recevoir le lien");
        await app.RunOutboxAsync();

        var answer = await ChooseAsync(await (await app.NewBrowser().GetAsync(LinkIn(app))).FollowAsync(), "Autre-chemin-9");

        Assert.Equal("/portail/accueil", answer.Location);
        Assert.Equal(HttpStatusCode.SeeOther, (await elsewhere.GetAsync("/portail/accueil")).Status);
        await app.Electors.SignInAsync(person, "Autre-chemin-9");
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.2.2")]
    [Trait("ASVS", "6.2.3")]
    [Trait("ASVS", "7.4.3")]
    [Trait("ASVS", "7.5.1")]
    public async Task A_change_of_password_asks_for_the_current_one_and_ends_the_other_sessions(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var (here, elsewhere) = (await app.Electors.SignInAsync(person), await app.Electors.SignInAsync(person));
        var page = await here.GetAsync("/portail/mon-mot-de-passe");

        var refused = await page.Fill("Mot de passe actuel", "Mauvais-1234").Fill(First, "Autre-chemin-9").Fill(Second, "Autre-chemin-9").PressAsync("Valider");
        var accepted = await refused.Fill("Mot de passe actuel", TestElectors.Password).Fill(First, "Autre-chemin-9").Fill(Second, "Autre-chemin-9").PressAsync("Valider");
        var home = await accepted.FollowAsync();
        await app.RunOutboxAsync();

        Assert.Equal(TestPage.AsRead(ChangePasswordForm.WrongCurrent), Assert.Single(refused.Errors));
        Assert.Contains("Votre nouveau mot de passe est enregistré.", home.MainText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await elsewhere.GetAsync("/portail/accueil")).Status);
        Assert.Equal("Votre mot de passe a été modifié - Élections professionnelles 2018", Assert.Single(app.Mailbox.NewestFirst).Subject);
    }

    private static async Task<TestPage> ChooseAsync(TestPage page, string password) =>
        await page.Fill(First, password).Fill(Second, password).PressAsync("Valider");

    private static async Task EnterAsync(PortalApp app, TestElector person)
    {
        await (await app.NewBrowser().GetAsync("/")).Fill(Address, person.Email).PressAsync("Continuer");
        await app.RunOutboxAsync();
    }

    private static async Task<string> AskLinkAsync(PortalApp app, TestElector person)
    {
        await EnterAsync(app, person);
        return LinkIn(app);
    }

    private static string LinkIn(PortalApp app) =>
        new Uri(Regex.Match(app.Mailbox.NewestFirst[0].Text, @"https://\S+\?token=\S+").Value).PathAndQuery;
}
