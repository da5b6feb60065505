using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.SignIn;

/// <summary>Two buckets, one for the account and one for the network, and no lock that a stranger can close.</summary>
public sealed class ThrottlingTests
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const string Password = "Mot de passe personnel électeur";
    private const string Attacker = "203.0.113.7";

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.1")]
    [Trait("ASVS", "6.1.1")]
    public async Task One_network_that_tries_one_password_on_many_accounts_is_stopped_and_the_next_network_is_not(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Throttling:WrongPasswordsPerNetwork", "20"));
        var person = await app.Electors.AddActiveAsync();

        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 25; number++)
            answers.Add((await TryAsync(app.NewBrowserFrom(Attacker), $"inconnu{number}@ac-lille.fr", "Printemps-2018")).Status);
        var neighbour = await TryAsync(app.NewBrowserFrom("203.0.113.8"), person.Email, TestElectors.Password);
        var stopped = await TryAsync(app.NewBrowserFrom(Attacker), person.Email, TestElectors.Password);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        var later = await TryAsync(app.NewBrowserFrom(Attacker), person.Email, TestElectors.Password);

        Assert.Equal(20, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal("/portail/accueil", neighbour.Location);
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.Contains("Attendez 10 minutes", Assert.Single(stopped.Errors), StringComparison.Ordinal);
        Assert.Equal("600", stopped.Answer.Headers.RetryAfter!.ToString());
        Assert.Equal("/portail/accueil", later.Location);
        Assert.Equal(6, await app.WithDbAsync(db => db.Journal.CountAsync(row => row.Kind == JournalKind.SignIn && row.Reason == "MustWait")));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.1")]
    public async Task Many_networks_that_try_one_account_wait_as_one_would(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();

        var answers = new List<HttpStatusCode>();
        for (var number = 1; number <= 12; number++)
            answers.Add((await TryAsync(app.NewBrowserFrom($"198.51.100.{number}"), person.Email, "Printemps-2018")).Status);

        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.1.1")]
    public async Task A_stranger_cannot_keep_an_elector_out_of_a_browser_that_he_has_used_before(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Throttling:WrongPasswordsPerNetwork", "6"));
        var person = await app.Electors.AddActiveAsync();
        var own = app.NewBrowserFrom(Attacker);
        await TryAsync(own, person.Email, TestElectors.Password);
        await (await own.GetAsync("/portail/accueil")).PressAsync("Se déconnecter");
        for (var number = 0; number < 10; number++)
            await TryAsync(app.NewBrowserFrom(Attacker), person.Email, "Printemps-2018");

        var stranger = await TryAsync(app.NewBrowserFrom("198.51.100.9"), person.Email, TestElectors.Password);
        var known = await TryAsync(own, person.Email, TestElectors.Password);
        var afterwards = await TryAsync(app.NewBrowserFrom("198.51.100.9"), person.Email, TestElectors.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, stranger.Status);
        Assert.Equal("/portail/accueil", known.Location);
        // The good password of a known browser clears what strangers did.
        Assert.Equal("/portail/accueil", afterwards.Location);
    }

    [Fact]
    [Trait("ASVS", "6.3.1")]
    public async Task A_known_browser_guesses_no_faster_and_is_known_for_its_elector_alone()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var other = await app.Electors.AddActiveAsync("dominique.martin@ac-lille.fr");
        var browser = app.NewBrowserFrom(Attacker);
        await TryAsync(browser, person.Email, TestElectors.Password);
        await (await browser.GetAsync("/portail/accueil")).PressAsync("Se déconnecter");

        var own = new List<HttpStatusCode>();
        for (var number = 0; number < 7; number++)
            own.Add((await TryAsync(browser, person.Email, "Printemps-2018")).Status);
        for (var number = 0; number < 5; number++)
            await TryAsync(app.NewBrowserFrom("198.51.100.1"), other.Email, "Printemps-2018");

        Assert.Equal(2, own.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(browser, other.Email, TestElectors.Password)).Status);
    }

    [Fact]
    public async Task The_helpdesk_sees_and_lifts_the_wait_of_a_known_browser()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = app.NewBrowserFrom(Attacker);
        await TryAsync(browser, person.Email, TestElectors.Password);
        await (await browser.GetAsync("/portail/accueil")).PressAsync("Se déconnecter");
        for (var number = 0; number < 6; number++)
            await TryAsync(browser, person.Email, "Printemps-2018");
        var agent = await app.Agents.SignInAsync();

        var file = await agent.GetAsync($"/helpdesk/electeurs/{person.Id}");
        var act = ActText.Of(HelpdeskAct.LiftDelays);
        await (await agent.GetAsync($"/helpdesk/electeurs/{person.Id}/{act.Slug}")).Fill("Motif", "Appel de l'électeur").PressAsync(act.Title);

        Assert.Contains("Plusieurs mots de passe incorrects", file.MainText, StringComparison.Ordinal);
        Assert.Equal("/portail/accueil", (await TryAsync(browser, person.Email, TestElectors.Password)).Location);
    }

    [Fact]
    [Trait("ASVS", "7.4.3")]
    public async Task A_new_password_makes_every_browser_a_stranger_again()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var stolen = app.NewBrowserFrom(Attacker);
        await TryAsync(stolen, person.Email, TestElectors.Password);
        await (await stolen.GetAsync("/portail/accueil")).PressAsync("Se déconnecter");
        var renewed = await app.Services.GetRequiredService<PasswordHasher>().HashAsync(TestElectors.Password, TestContext.Current.CancellationToken);
        await app.WithDbAsync(async db =>
        {
            (await db.Electors.SingleAsync(row => row.Id == person.Id)).SetPassword(renewed, app.Now);
            return await db.SaveChangesAsync();
        });
        for (var number = 0; number < 5; number++)
            await TryAsync(app.NewBrowserFrom("198.51.100.1"), person.Email, "Printemps-2018");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(stolen, person.Email, TestElectors.Password)).Status);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "2.3.2")]
    public async Task Tries_of_one_network_sent_all_at_once_are_as_few_as_tries_sent_one_by_one(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Throttling:WrongPasswordsPerNetwork", "10"));
        var forms = new List<TestPage>();
        for (var number = 0; number < 16; number++)
            forms.Add(await FormAsync(app.NewBrowserFrom(Attacker), $"inconnu{number}@ac-lille.fr"));

        var answers = await Task.WhenAll(forms.Select(form => form.Fill(Password, "Printemps-2018").PressAsync("Se connecter")));

        Assert.Equal(10, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(6, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    [Trait("ASVS", "2.4.1")]
    public async Task One_network_that_types_address_after_address_is_told_to_wait_and_this_machine_is_not()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Throttling:EntriesPerNetwork", "5"));

        var answers = new List<TestPage>();
        for (var number = 0; number < 7; number++)
            answers.Add(await EnterAsync(app.NewBrowserFrom("2001:db8:1:2::" + (number + 1)), $"inconnu{number}@ac-lille.fr"));
        for (var number = 0; number < 7; number++)
            Assert.Equal(HttpStatusCode.OK, (await EnterAsync(app.NewBrowserFrom("127.0.0.1"), $"inconnu{number}@ac-lille.fr")).Status);
        var reset = await (await app.NewBrowserFrom("2001:db8:1:2::99").GetAsync("/portail/motdepasse-oublie.htm")).Fill(Address, "x.y@ac-lille.fr").PressAsync("Recevoir le lien");

        Assert.All(answers[..5], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(answers[5..], answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status));
        Assert.Contains("depuis votre réseau", Assert.Single(answers[6].Errors), StringComparison.Ordinal);
        Assert.NotNull(answers[6].Answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.TooManyRequests, reset.Status);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "16.5.3")]
    public async Task Where_the_counters_cannot_be_read_nobody_is_let_in(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var form = await FormAsync(app.NewBrowserFrom(Attacker), person.Email);
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE \"SignInFailures\""));

        var answer = await form.Fill(Password, TestElectors.Password).PressAsync("Se connecter");

        Assert.True((int)answer.Status >= 500, answer.Status.ToString());
        Assert.False(answer.Answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("__Host-session=", StringComparison.Ordinal)));
        Assert.Equal(0, await app.WithDbAsync(db => db.Sessions.CountAsync()));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "2.1.3")]
    public async Task Whoever_types_the_address_of_an_elector_all_day_sends_him_ten_mails_and_no_more(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();

        for (var number = 0; number < 14; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await EnterAsync(app.NewBrowser(), person.Email)).Status);
            await app.RunOutboxAsync();
            app.Time.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(10, app.Mailbox.NewestFirst.Count(mail => mail.To == person.Email));
        Assert.Equal(4, await app.WithDbAsync(db => db.Journal.CountAsync(row => row.Reason == "TooManyLinks" && row.ElectorId == person.Id)));
        app.Time.Advance(TimeSpan.FromDays(1));
        await EnterAsync(app.NewBrowser(), person.Email);
        await app.RunOutboxAsync();
        Assert.Equal(11, app.Mailbox.NewestFirst.Count(mail => mail.To == person.Email));
    }

    private static async Task<TestPage> EnterAsync(TestBrowser browser, string address) =>
        await (await browser.GetAsync("/")).Fill(Address, address).PressAsync("Continuer");

    /// <summary>The password page of an address, known or not: whoever has typed it comes to the page by its own address.</summary>
    private static async Task<TestPage> FormAsync(TestBrowser browser, string address)
    {
        await EnterAsync(browser, address);
        return await browser.GetAsync("/portail/motdepasse.htm");
    }

    private static async Task<TestPage> TryAsync(TestBrowser browser, string address, string password) =>
        await (await FormAsync(browser, address)).Fill(Password, password).PressAsync("Se connecter");
}
