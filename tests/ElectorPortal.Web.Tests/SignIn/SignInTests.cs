using System.Net;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.SignIn;

public sealed class SignInTests
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const string Password = "Mot de passe personnel électeur";

    [Theory, EachDatabase]
    public async Task An_active_elector_enters_by_any_known_address_in_any_case(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync("camille.bernard@ac-amiens.fr", otherEmail: "camille.petit@ac-amiens.fr");

        var home = await (await app.Electors.SignInAsync(person with { Email = " Camille.PETIT@ac-amiens.fr" })).GetAsync("/portail/accueil");

        Assert.Equal("Mon espace électeur", home.Heading);
        Assert.Contains("Bienvenue CAMILLE BERNARD,", home.MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "16.2.1")]
    [Trait("ASVS", "16.3.1")]
    public async Task A_wrong_password_is_refused_in_the_journal_too_and_opens_nothing(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = app.NewBrowser();

        var answer = await (await AskPasswordAsync(browser, person)).Fill(Password, "Mauvais-1234").PressAsync("Se connecter");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith("Le mot de passe est incorrect.", Assert.Single(answer.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("Mauvais-1234", answer.Body, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Sessions.CountAsync()));
        var entry = Assert.Single(await app.WithDbAsync(db => db.Journal.Where(row => row.Kind == JournalKind.SignIn).ToListAsync()));
        Assert.Equal((JournalOutcome.Refused, "WrongPassword", person.Id), (entry.Outcome, entry.Reason, entry.ElectorId));
    }

    [Theory, EachDatabase]
    public async Task After_five_wrong_passwords_even_the_right_one_waits_for_the_announced_time_and_no_longer(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var page = await AskPasswordAsync(app.NewBrowser(), person);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.Fill(Password, "Mauvais-1234").PressAsync("Se connecter")).Status);

        var waiting = await page.Fill(Password, TestElectors.Password).PressAsync("Se connecter");
        app.Time.Advance(TimeSpan.FromSeconds(30));
        var after = await page.Fill(Password, TestElectors.Password).PressAsync("Se connecter");

        Assert.Equal((HttpStatusCode)429, waiting.Status);
        Assert.Equal("30", waiting.Answer.Headers.RetryAfter!.ToString());
        Assert.Contains("Attendez 30 secondes", Assert.Single(waiting.Errors), StringComparison.Ordinal);
        Assert.Equal("/portail/accueil", after.Location);
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
    }

    [Fact]
    [Trait("ASVS", "2.3.1")]
    public async Task The_password_page_without_an_address_leads_back_to_the_first_page()
    {
        await using var app = await PortalApp.StartAsync();

        var page = await app.NewBrowser().GetAsync("/portail/motdepasse.htm");

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (page.Status, page.Location));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "7.2.1")]
    [Trait("ASVS", "7.2.2")]
    [Trait("ASVS", "7.4.1")]
    [Trait("ASVS", "7.4.4")]
    [Trait("ASVS", "14.3.1")]
    public async Task Signing_out_ends_the_session_for_whoever_kept_its_cookie(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        var home = await browser.GetAsync("/portail/accueil");
        var cookie = home.Answer.RequestMessage!.Headers.GetValues("Cookie").Single();

        var left = await home.PressAsync("Se déconnecter");
        using var replay = new HttpRequestMessage(HttpMethod.Get, "/portail/accueil") { Headers = { { "Cookie", cookie } } };
        var answer = await app.NewBrowser().SendAsync("/portail/accueil", replay);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (left.Status, left.Location));
        Assert.True(left.Answer.Headers.Contains("Clear-Site-Data"));
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.Status, answer.Location));
        Assert.Equal(0, await app.WithDbAsync(db => db.Sessions.CountAsync()));
    }

    [Theory]
    [InlineData(29, HttpStatusCode.OK)]
    [InlineData(30, HttpStatusCode.SeeOther)]
    [Trait("ASVS", "7.3.1")]
    public async Task A_session_idle_for_half_an_hour_is_over(int idleMinutes, HttpStatusCode expected)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        app.Time.Advance(TimeSpan.FromMinutes(idleMinutes));

        Assert.Equal(expected, (await browser.GetAsync("/portail/accueil")).Status);
    }

    [Fact]
    [Trait("ASVS", "7.3.2")]
    public async Task A_session_ends_after_four_hours_however_busy()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());
        for (var minutes = 0; minutes < 220; minutes += 20)
        {
            app.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/portail/accueil")).Status);
        }

        app.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/portail/accueil")).Status);
    }

    [Fact]
    [Trait("ASVS", "7.4.2")]
    public async Task An_elector_who_leaves_the_rolls_is_out_at_the_next_page()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);

        await app.WithDbAsync(db => db.Electors.Where(row => row.Id == person.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(elector => elector.RemovedAt, app.Now)));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/portail/accueil")).Status);
    }

    [Fact]
    [Trait("ASVS", "3.3.1")]
    [Trait("ASVS", "3.3.2")]
    [Trait("ASVS", "3.3.3")]
    [Trait("ASVS", "3.3.4")]
    [Trait("ASVS", "3.3.5")]
    public async Task Every_cookie_is_out_of_reach_of_scripts_other_sites_and_clear_text()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = app.NewBrowser();
        var password = await AskPasswordAsync(browser, person);
        var signedIn = await password.Fill(Password, TestElectors.Password).PressAsync("Se connecter");

        var cookies = signedIn.Answer.Headers.GetValues("Set-Cookie").Concat(password.Answer.Headers.TryGetValues("Set-Cookie", out var more) ? more : []);

        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory, EachDatabase]
    public async Task The_answer_to_a_forgotten_password_is_the_same_for_everybody_and_the_mail_goes_to_the_address_on_file(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync(otherEmail: "ancienne.adresse@ac-lille.fr");

        var known = await AskResetAsync(app, "ancienne.adresse@ac-lille.fr");
        var unknown = await AskResetAsync(app, "personne@ac-lille.fr");
        await app.RunOutboxAsync();

        Assert.Equal(HttpStatusCode.OK, known.Status);
        Assert.Equal(
            known.MainText.Replace("ancienne.adresse@ac-lille.fr", "", StringComparison.Ordinal),
            unknown.MainText.Replace("personne@ac-lille.fr", "", StringComparison.Ordinal));
        var mail = Assert.Single(app.Mailbox.NewestFirst);
        Assert.Equal((person.Email, "Nouveau mot de passe - Élections professionnelles 2018"), (mail.To, mail.Subject));
    }

    private static async Task<TestPage> AskResetAsync(PortalApp app, string address) =>
        await (await app.NewBrowser().GetAsync("/portail/motdepasse-oublie.htm")).Fill(Address, address).PressAsync("Recevoir le lien");

    private static async Task<TestPage> AskPasswordAsync(TestBrowser browser, TestElector person) =>
        await (await (await browser.GetAsync("/")).Fill(Address, person.Email).PressAsync("Continuer")).FollowAsync();

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.1")]
    public async Task Passwords_sent_all_at_once_are_as_few_as_passwords_sent_one_by_one(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var forms = new List<TestPage>();
        for (var number = 0; number < 12; number++)
        {
            var entry = await app.NewBrowser().GetAsync("/");
            forms.Add((await (await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync())
                .Fill("Mot de passe personnel électeur", $"Mauvais-mot{number}"));
        }

        var answers = await Task.WhenAll(forms.Select(form => form.PressAsync("Se connecter")));

        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal(5, await app.WithDbAsync(db => db.SignInFailures.Select(row => row.Count).SingleAsync()));
        Assert.Equal(7, await app.WithDbAsync(db => db.Journal.CountAsync(row => row.Reason == "MustWait")));
    }
}
