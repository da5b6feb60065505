using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk.SignIn;

public sealed class SecondFactorTests
{
    private const string Code = "Code à six chiffres";
    private const string Recovery = "Code de secours";

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_telephone_may_be_one_step_early_or_late(int steps, bool entered)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync();

        var answer = await ShowAsync(app, person, app.Agents.CodeOf(person, steps));

        Assert.Equal(entered ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(entered ? 1 : 0, await CompleteSessionsAsync(app));
    }

    [Theory, EachDatabase]
    public async Task A_wrong_code_is_refused_in_the_journal_too_and_opens_nothing(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var other = await app.Agents.AddEnrolledAsync();
        var wrong = app.Agents.CodeOf(other);

        var answer = await ShowAsync(app, person, wrong);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith("Le code est incorrect.", Assert.Single(answer.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, answer.Body, StringComparison.Ordinal);
        Assert.Equal(0, await CompleteSessionsAsync(app));
        Assert.Equal([(JournalOutcome.Refused, "WrongCode", person.Id)], await JournalAsync(app));
    }

    [Fact]
    public async Task An_empty_code_is_no_try()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Agents.AddEnrolledAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ShowAsync(app, person, " ")).Status);
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_code_that_served_serves_no_more_nor_does_one_before_it(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await ShowAsync(app, person, app.Agents.CodeOf(person))).Status);

        var replayed = await ShowAsync(app, person, app.Agents.CodeOf(person));
        var older = await ShowAsync(app, person, app.Agents.CodeOf(person, -1));
        var next = await ShowAsync(app, person, app.Agents.CodeOf(person, 1));

        Assert.All([replayed, older], answer => Assert.Equal(
            "Ce code a déjà servi. Attendez que l'application en montre un nouveau.", Assert.Single(answer.Errors)));
        Assert.Equal(HttpStatusCode.SeeOther, next.Status);
        Assert.Equal(["", "UsedCode", "UsedCode", ""], (await JournalAsync(app)).Select(entry => entry.Reason ?? ""));
        Assert.Equal(2, await CompleteSessionsAsync(app));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.5.1")]
    public async Task Of_parallel_uses_of_one_code_a_single_one_enters(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var pages = await PagesAsync(app, person, 4);
        var code = app.Agents.CodeOf(person);

        var answers = await Task.WhenAll(pages.Select(page => page.Fill(Code, code).PressAsync("Se connecter")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(1, await CompleteSessionsAsync(app));
        Assert.Equal(
            ["", "UsedCode", "UsedCode", "UsedCode"],
            (await JournalAsync(app)).Select(entry => entry.Reason ?? "").Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task Of_parallel_wrong_codes_no_more_are_looked_at_than_of_codes_sent_one_by_one(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var pages = await PagesAsync(app, person, 12);

        var answers = await Task.WhenAll(pages.Select(page => page.Fill(Code, "no code").PressAsync("Se connecter")));

        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal(5, (await app.WithDbAsync(db => db.SignInFailures.SingleAsync())).Count);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.6.3")]
    public async Task After_five_wrong_codes_of_either_kind_even_a_good_one_waits_from_whatever_session(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        for (var i = 0; i < 3; i++)
            await ShowAsync(app, person, "000 00");
        for (var i = 0; i < 2; i++)
            await RecoverAsync(app, person, "2222-3333-4444");

        var waiting = await ShowAsync(app, person, app.Agents.CodeOf(person));
        var alsoWaiting = await RecoverAsync(app, person, person.Codes[0].Display);
        app.Time.Advance(TimeSpan.FromSeconds(30));
        var after = await ShowAsync(app, person, app.Agents.CodeOf(person));

        Assert.All([waiting, alsoWaiting], answer => Assert.Equal(
            (HttpStatusCode.TooManyRequests, "30"), (answer.Status, answer.Answer.Headers.RetryAfter!.ToString())));
        Assert.Equal(HttpStatusCode.SeeOther, after.Status);
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.AgentRecoveryCodes.CountAsync(code => code.UsedAt != null)));
    }

    [Theory, EachDatabase]
    public async Task A_recovery_code_stands_in_for_the_telephone_once(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var other = await app.Agents.AddEnrolledAsync();

        var entered = await RecoverAsync(app, person, person.Codes[0].Display.ToLowerInvariant());
        var replayed = await RecoverAsync(app, person, person.Codes[0].Display);
        var somebodyElses = await RecoverAsync(app, person, other.Codes[0].Display);
        var second = await RecoverAsync(app, person, person.Codes[1].Display);

        Assert.Equal("/helpdesk", entered.Location);
        Assert.All([replayed, somebodyElses], answer => Assert.Equal(
            "Ce code de secours est incorrect ou a déjà servi. Saisissez-en un autre ou, s'il ne vous en reste pas, demandez un nouveau lien d'inscription à un administrateur.", Assert.Single(answer.Errors)));
        Assert.Equal("/helpdesk", second.Location);
        Assert.Equal(["", "WrongRecoveryCode", "WrongRecoveryCode", ""], (await JournalAsync(app)).Select(entry => entry.Reason ?? ""));
        Assert.Equal(2, await CompleteSessionsAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Of_parallel_uses_of_one_recovery_code_a_single_one_enters(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var pages = new List<TestPage>();
        foreach (var asked in await PagesAsync(app, person, 4))
            pages.Add(await asked.Browser.GetAsync("/helpdesk/connexion/secours"));

        var answers = await Task.WhenAll(pages.Select(page => page.Fill(Recovery, person.Codes[0].Display).PressAsync("Se connecter")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(1, await CompleteSessionsAsync(app));
    }

    [Theory]
    [InlineData("/helpdesk/connexion/code")]
    [InlineData("/helpdesk/connexion/secours")]
    [Trait("ASVS", "2.3.1")]
    public async Task Without_the_password_the_pages_of_the_codes_lead_to_it(string path)
    {
        await using var app = await PortalApp.StartAsync();
        var signedIn = await app.Agents.SignInAsync(AgentRole.Administrator);

        Assert.Equal("/helpdesk/connexion", (await app.NewBrowser().GetAsync(path)).Location);
        Assert.Equal("/helpdesk", (await signedIn.GetAsync(path)).Location);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.5.2")]
    public async Task Nothing_that_an_agent_types_is_kept_in_clear(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var code = app.Agents.CodeOf(person);
        await ShowAsync(app, person, code);
        await RecoverAsync(app, person, person.Codes[0].Display);

        var agent = await app.WithDbAsync(db => db.Agents.SingleAsync());
        var journal = await app.WithDbAsync(db => db.Journal.ToListAsync());

        Assert.DoesNotContain(person.Secret.Reveal(), System.Text.Encoding.Latin1.GetString(agent.TotpSecret!), StringComparison.Ordinal);
        Assert.All(journal, entry => Assert.All(
            [code, person.Codes[0].Display, person.Codes[0].Reveal(), TestAgents.Password],
            secret => Assert.DoesNotContain(secret, $"{entry.Reason} {entry.Detail}", StringComparison.Ordinal)));
    }

    private static async Task<TestPage> ShowAsync(PortalApp app, TestAgent person, string code) =>
        await (await app.Agents.ShowPasswordAsync(person)).Fill(Code, code).PressAsync("Se connecter");

    private static async Task<TestPage> RecoverAsync(PortalApp app, TestAgent person, string code)
    {
        var page = await (await app.Agents.ShowPasswordAsync(person)).Browser.GetAsync("/helpdesk/connexion/secours");
        return await page.Fill(Recovery, code).PressAsync("Se connecter");
    }

    private static async Task<List<TestPage>> PagesAsync(PortalApp app, TestAgent person, int count)
    {
        var pages = new List<TestPage>();
        for (var i = 0; i < count; i++)
            pages.Add(await app.Agents.ShowPasswordAsync(person));
        return pages;
    }

    private static Task<int> CompleteSessionsAsync(PortalApp app) =>
        app.WithDbAsync(db => db.AgentSessions.CountAsync(session => session.IsComplete));

    private static Task<List<(JournalOutcome Outcome, string? Reason, int? AgentId)>> JournalAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.Where(row => row.Kind == JournalKind.AgentSignIn).OrderBy(row => row.Id).ToListAsync())
            .Select(row => (row.Outcome, row.Reason, row.AgentId)).ToList());
}
