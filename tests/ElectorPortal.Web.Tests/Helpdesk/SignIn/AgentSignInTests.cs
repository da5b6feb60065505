using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk.SignIn;

public sealed class AgentSignInTests
{
    private const string Code = "Code à six chiffres";

    [Theory, EachDatabase]
    [Trait("ASVS", "7.2.4")]
    public async Task A_password_then_a_code_open_the_helpdesk_with_another_session_than_the_password_alone(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();

        var asked = await app.Agents.ShowPasswordAsync(person);
        var halfway = CookieOf(asked.Answer.RequestMessage!.Headers.GetValues("Cookie").Single());
        var signedIn = await asked.Fill(Code, app.Agents.CodeOf(person)).PressAsync("Se connecter");

        Assert.Equal((HttpStatusCode.SeeOther, "/helpdesk"), (signedIn.Status, signedIn.Location));
        Assert.NotEqual(halfway, CookieOf(SetCookie(signedIn)));
        Assert.True((await app.WithDbAsync(db => db.AgentSessions.SingleAsync())).IsComplete);
        Assert.Equal("/helpdesk/journal", (await signedIn.FollowAsync()).Location);
        Assert.Equal([(JournalOutcome.Done, null, person.Id, "Code")], await JournalAsync(app));
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
    }

    [Fact]
    [Trait("ASVS", "6.3.3")]
    public async Task The_password_alone_opens_nothing_but_the_page_of_the_code()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync(AgentRole.Administrator);
        var asked = await app.Agents.ShowPasswordAsync(person);
        var browser = asked.Browser;

        Assert.All(
            new[] { await browser.GetAsync("/helpdesk"), await browser.GetAsync("/helpdesk/agents"), await browser.GetAsync("/helpdesk/agents/nouveau") },
            page => Assert.Equal((HttpStatusCode.SeeOther, "/helpdesk/connexion"), (page.Status, page.Location)));
        Assert.Equal("one-time-code", asked.Field(Code).GetAttribute("autocomplete"));
        Assert.Equal("numeric", asked.Field(Code).GetAttribute("inputmode"));
        Assert.Equal("Utiliser un code de secours", asked.Document.QuerySelector("a[href='/helpdesk/connexion/secours']")!.TextContent);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "16.3.1")]
    public async Task Every_wrong_sign_in_has_the_same_answer_whoever_it_is_about_and_its_own_line_in_the_journal(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var known = await app.Agents.AddEnrolledAsync();
        var disabled = await app.Agents.AddEnrolledAsync();
        await app.WithDbAsync(db => db.Agents.Where(row => row.Id == disabled.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(agent => agent.DisabledAt, app.Now)));
        var notEnrolled = await app.Agents.AddAsync();

        TestPage[] pages =
        [
            await TryAsync(app, "personne@ac-amiens.fr", TestAgents.Password),
            await TryAsync(app, known.Email, "sept canards au fond"),
            await TryAsync(app, disabled.Email, TestAgents.Password),
            await TryAsync(app, notEnrolled.Email.Value, TestAgents.Password),
        ];

        Assert.All(pages, page =>
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Equal("L'adresse de messagerie ou le mot de passe est incorrect.", Assert.Single(page.Errors));
            Assert.DoesNotContain("canards", page.Body, StringComparison.Ordinal);
            Assert.False(page.Answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("assistance", StringComparison.Ordinal)));
        });
        Assert.Single(pages.Select(page => page.MainText).Distinct());
        Assert.Equal(0, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
        Assert.Equal(
            [
                (JournalOutcome.Refused, "UnknownAgent", null, null),
                (JournalOutcome.Refused, "WrongPassword", known.Id, null),
                (JournalOutcome.Refused, "Disabled", disabled.Id, null),
                (JournalOutcome.Refused, "NotEnrolled", notEnrolled.Id, null),
            ],
            await JournalAsync(app));
    }

    [Fact]
    public async Task An_empty_form_says_what_is_missing_field_by_field()
    {
        await using var app = await PortalApp.StartAsync();

        var page = await (await app.NewBrowser().GetAsync("/helpdesk/connexion")).PressAsync("Continuer");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(2, page.Errors.Count);
        Assert.StartsWith("Erreur : ", page.Document.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("known")]
    [InlineData("unknown")]
    public async Task After_five_wrong_passwords_even_the_right_one_waits_for_the_announced_time_and_no_longer(string who)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync();
        var email = who == "known" ? person.Email : "personne@ac-amiens.fr";
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync(app, email, "sept canards au fond")).Status);

        app.Time.Advance(TimeSpan.FromSeconds(29));
        var waiting = await TryAsync(app, email, TestAgents.Password);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await TryAsync(app, email, TestAgents.Password);

        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (waiting.Status, waiting.Answer.Headers.RetryAfter!.ToString()));
        Assert.Contains("Attendez 1 seconde ", Assert.Single(waiting.Errors), StringComparison.Ordinal);
        Assert.Equal("MustWait", (await JournalAsync(app))[5].Reason);
        Assert.Equal(who == "known" ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity, after.Status);
    }

    [Theory]
    [InlineData(299, HttpStatusCode.OK)]
    [InlineData(300, HttpStatusCode.SeeOther)]
    public async Task The_code_is_asked_for_five_minutes_after_the_password(int seconds, HttpStatusCode expected)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync();
        var asked = await app.Agents.ShowPasswordAsync(person);

        app.Time.Advance(TimeSpan.FromSeconds(seconds));
        var page = await asked.Browser.GetAsync("/helpdesk/connexion/code");
        var answer = await asked.Fill(Code, app.Agents.CodeOf(person)).PressAsync("Se connecter");

        Assert.Equal(expected, page.Status);
        Assert.Equal(expected == HttpStatusCode.OK ? "/helpdesk" : "/helpdesk/connexion", answer.Location);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, await app.WithDbAsync(db => db.AgentSessions.CountAsync(session => session.IsComplete)));
    }

    [Theory]
    [InlineData(14, HttpStatusCode.OK)]
    [InlineData(15, HttpStatusCode.SeeOther)]
    [Trait("ASVS", "7.3.1")]
    public async Task A_session_idle_for_a_quarter_of_an_hour_is_over(int idleMinutes, HttpStatusCode expected)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await SignInAsync(app, await app.Agents.AddEnrolledAsync(AgentRole.Administrator));

        app.Time.Advance(TimeSpan.FromMinutes(idleMinutes));

        Assert.Equal(expected, (await browser.GetAsync("/helpdesk/agents")).Status);
    }

    [Fact]
    [Trait("ASVS", "7.3.2")]
    public async Task A_session_ends_after_eight_hours_however_busy()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await SignInAsync(app, await app.Agents.AddEnrolledAsync(AgentRole.Administrator));
        for (var minutes = 0; minutes < 470; minutes += 10)
        {
            app.Time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/helpdesk/agents")).Status);
        }

        app.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/helpdesk/agents")).Status);
    }

    [Fact]
    public async Task An_agent_who_is_disabled_is_out_at_the_next_page_also_between_password_and_code()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync(AgentRole.Administrator);
        var browser = await SignInAsync(app, person);
        app.Time.Advance(TimeSpan.FromSeconds(30));
        var asked = await app.Agents.ShowPasswordAsync(person);

        await app.WithDbAsync(db => db.Agents.Where(row => row.Id == person.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(agent => agent.DisabledAt, app.Now)));

        Assert.Equal("/helpdesk/connexion", (await browser.GetAsync("/helpdesk/agents")).Location);
        Assert.Equal("/helpdesk/connexion", (await asked.Fill(Code, app.Agents.CodeOf(person)).PressAsync("Se connecter")).Location);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "7.4.1")]
    public async Task Signing_out_ends_the_session_for_whoever_kept_its_cookie(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync(AgentRole.Administrator);
        var page = await (await SignInAsync(app, person)).GetAsync("/helpdesk/agents");
        var cookie = page.Answer.RequestMessage!.Headers.GetValues("Cookie").Single();

        var left = await page.PressAsync("Se déconnecter");
        var again = await page.PressAsync("Se déconnecter");
        using var replay = new HttpRequestMessage(HttpMethod.Get, "/helpdesk/agents") { Headers = { { "Cookie", cookie } } };
        var answer = await app.NewBrowser().SendAsync("/helpdesk/agents", replay);

        Assert.Equal((HttpStatusCode.SeeOther, "/helpdesk/connexion"), (left.Status, left.Location));
        Assert.True(left.Answer.Headers.Contains("Clear-Site-Data"));
        Assert.Equal("/helpdesk/connexion", again.Location);
        Assert.Equal("/helpdesk/connexion", answer.Location);
        Assert.Equal(0, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync(row => row.Kind == JournalKind.AgentSignOut));
        Assert.Equal((JournalOutcome.Done, person.Id), (entry.Outcome, entry.AgentId));
    }

    [Fact]
    [Trait("ASVS", "3.5.1")]
    public async Task Another_site_cannot_sign_an_agent_out()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await SignInAsync(app, await app.Agents.AddEnrolledAsync());
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/helpdesk/deconnexion");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync("/helpdesk/deconnexion", forged)).Status);
        Assert.Equal(1, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
    }

    [Fact]
    [Trait("ASVS", "3.3.4")]
    public async Task The_cookie_of_a_session_is_out_of_reach_of_scripts_other_sites_and_clear_text()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync();
        var asked = await app.Agents.ShowPasswordAsync(person);

        var cookie = SetCookie(await asked.Fill(Code, app.Agents.CodeOf(person)).PressAsync("Se connecter"));

        Assert.StartsWith("__Host-assistance=", cookie, StringComparison.Ordinal);
        Assert.All(["secure", "httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("max-age", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<TestPage> TryAsync(PortalApp app, string email, string password)
    {
        var page = await (await app.NewBrowser().GetAsync("/helpdesk/connexion"))
            .Fill("Adresse de messagerie", email).Fill("Mot de passe", password).PressAsync("Continuer");
        return page;
    }

    private static async Task<TestBrowser> SignInAsync(PortalApp app, TestAgent person)
    {
        var asked = await app.Agents.ShowPasswordAsync(person);
        Assert.Equal("/helpdesk", (await asked.Fill(Code, app.Agents.CodeOf(person)).PressAsync("Se connecter")).Location);
        return asked.Browser;
    }

    private static string SetCookie(TestPage page) =>
        page.Answer.Headers.GetValues("Set-Cookie").Last(cookie => cookie.StartsWith("__Host-assistance=", StringComparison.Ordinal));

    private static string CookieOf(string cookies) =>
        cookies.Split(';', StringSplitOptions.TrimEntries).First(cookie => cookie.StartsWith("__Host-assistance=", StringComparison.Ordinal));

    private static Task<List<(JournalOutcome Outcome, string? Reason, int? AgentId, string? Detail)>> JournalAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.Where(row => row.Kind == JournalKind.AgentSignIn).OrderBy(row => row.Id).ToListAsync())
            .Select(row => (row.Outcome, row.Reason, row.AgentId, row.Detail)).ToList());
}
