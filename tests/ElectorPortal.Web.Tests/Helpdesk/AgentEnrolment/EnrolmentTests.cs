using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Helpdesk.AgentEnrolment;

public sealed partial class EnrolmentTests
{
    private const string Password = "Mot de passe";
    private const string Confirmation = "Confirmation du mot de passe";
    private const string Code = "Code à six chiffres";

    [Theory, EachDatabase]
    public async Task An_agent_enrols_with_a_link_sees_the_recovery_codes_once_and_signs_in(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (agent, link) = await InviteAsync(app);
        var page = await FollowAsync(app, link);
        var secret = SecretOf(page);

        var enrolled = await FillAsync(page, TestAgents.Password, CodeOf(app, secret));
        var codes = enrolled.Document.QuerySelectorAll("#codes-de-secours li").Select(item => item.TextContent.Trim()).ToList();
        var again = await page.Browser.GetAsync("/helpdesk/inscription");

        Assert.Equal((HttpStatusCode.OK, "Vos codes de secours"), (enrolled.Status, enrolled.Heading));
        Assert.Equal(RecoveryCode.Count, codes.Distinct().Count());
        Assert.Equal("Ce lien n'est pas valable", again.Heading);
        app.Time.Advance(TimeSpan.FromSeconds(30));
        var person = new TestAgent(agent.Id, agent.Email.Value, secret, []);
        Assert.Equal("/helpdesk", (await (await app.Agents.ShowPasswordAsync(person)).Fill(Code, CodeOf(app, secret)).PressAsync("Se connecter")).Location);
        var recovery = await (await app.Agents.ShowPasswordAsync(person)).Browser.GetAsync("/helpdesk/connexion/secours");
        Assert.Equal("/helpdesk", (await recovery.Fill("Code de secours", codes[9]).PressAsync("Se connecter")).Location);
        Assert.Equal([(JournalOutcome.Done, null, agent.Id)], await JournalAsync(app));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "11.3.2")]
    [Trait("ASVS", "11.3.3")]
    public async Task Nothing_that_the_database_keeps_of_an_enrolment_can_be_read(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (_, link) = await InviteAsync(app);
        var page = await FollowAsync(app, link);
        var secret = SecretOf(page);
        var enrolled = await FillAsync(page, TestAgents.Password, CodeOf(app, secret));
        var codes = enrolled.Document.QuerySelectorAll("#codes-de-secours li").Select(item => item.TextContent.Trim()).ToList();

        var agent = await app.WithDbAsync(db => db.Agents.SingleAsync());
        var kept = await app.WithDbAsync(db => db.AgentRecoveryCodes.ToListAsync());
        var journal = await app.WithDbAsync(db => db.Journal.ToListAsync());

        byte[][] bytes = [agent.TotpSecret!, agent.EnrolmentTokenHash!, .. kept.Select(code => code.CodeHash)];
        var all = string.Join(' ', bytes.Select(System.Text.Encoding.Latin1.GetString))
            + agent.PasswordHash + string.Join(' ', journal.Select(entry => entry.Detail));
        string[] secrets = [secret.Reveal(), TestAgents.Password, TokenOf(link), .. codes, .. codes.Select(code => code.Replace("-", "", StringComparison.Ordinal))];
        Assert.Equal(RecoveryCode.Count, kept.Count);
        Assert.All(secrets, text => Assert.DoesNotContain(text, all, StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "14.2.1")]
    public async Task Looking_at_a_link_changes_nothing_and_takes_the_token_out_of_the_address(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (_, link) = await InviteAsync(app);
        var before = await app.WithDbAsync(db => db.Agents.SingleAsync());
        var browser = app.NewBrowser();

        var moved = await browser.GetAsync(link);
        var page = await moved.FollowAsync();
        var reloaded = await browser.GetAsync("/helpdesk/inscription");

        Assert.Equal((HttpStatusCode.SeeOther, "/helpdesk/inscription"), (moved.Status, moved.Location));
        Assert.DoesNotContain(TokenOf(link), string.Join(' ', moved.Answer.Headers.GetValues("Set-Cookie")) + page.Body, StringComparison.Ordinal);
        Assert.Equal("Inscription à l'assistance", page.Heading);
        Assert.Equal(SecretOf(page), SecretOf(reloaded));
        var after = await app.WithDbAsync(db => db.Agents.SingleAsync());
        Assert.Equal((before.Version, before.EnrolmentExpiresAt), (after.Version, after.EnrolmentExpiresAt));
        Assert.Equal(0, await app.WithDbAsync(db => db.Journal.CountAsync()));
    }

    [Fact]
    public async Task Whoever_looks_at_a_link_before_the_agent_does_not_learn_the_agents_secret()
    {
        await using var app = await PortalApp.StartAsync();
        var (_, link) = await InviteAsync(app);

        Assert.NotEqual(SecretOf(await FollowAsync(app, link)), SecretOf(await FollowAsync(app, link)));
    }

    [Fact]
    public async Task The_picture_of_the_key_needs_no_exception_to_the_content_security_policy()
    {
        await using var app = await PortalApp.StartAsync();
        var (_, link) = await InviteAsync(app);

        var page = await FollowAsync(app, link);

        var picture = page.Document.QuerySelector("main svg")!;
        Assert.Equal("img", picture.GetAttribute("role"));
        Assert.NotEmpty(picture.GetAttribute("aria-label")!);
        Assert.True(picture.QuerySelectorAll("path")[1].GetAttribute("d")!.Length > 1000);
        Assert.Empty(page.Document.QuerySelectorAll("[style], style, main script"));
        Assert.DoesNotContain("otpauth", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("court", "Le mot de passe doit contenir au moins 12 caractères.", "PasswordRefused")]
    [InlineData("dominique et les autres", "Le mot de passe ne doit pas être construit sur votre nom ou votre prénom.", "PasswordRefused")]
    [InlineData("agent1@assistance.test", "Le mot de passe ne doit pas être construit sur votre adresse de messagerie.", "PasswordRefused")]
    [InlineData("Motdepasse2018", "Ce mot de passe est trop courant : il serait deviné. Choisissez-en un autre.", "PasswordRefused")]
    public async Task A_poor_password_is_refused_and_the_link_still_serves(string password, string message, string reason)
    {
        await using var app = await PortalApp.StartAsync();
        var (agent, link) = await InviteAsync(app);
        var page = await FollowAsync(app, link);
        var secret = SecretOf(page);

        var refused = await FillAsync(page, password, CodeOf(app, secret));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(message, Assert.Single(refused.Errors));
        Assert.DoesNotContain(password, WithoutAddress(refused, agent), StringComparison.Ordinal);
        Assert.Equal([(JournalOutcome.Refused, reason, agent.Id)], await JournalAsync(app));
        Assert.False((await app.WithDbAsync(db => db.Agents.SingleAsync())).IsEnrolled);
        Assert.Equal(secret, SecretOf(refused));
        Assert.Equal("Vos codes de secours", (await FillAsync(refused, TestAgents.Password, CodeOf(app, secret))).Heading);
    }

    [Fact]
    public async Task A_wrong_code_is_refused_beside_what_else_is_wrong()
    {
        await using var app = await PortalApp.StartAsync();
        var (agent, link) = await InviteAsync(app);
        var page = await FollowAsync(app, link);

        var refused = await FillAsync(page, "court", CodeOf(app, TotpSecret.Generate()));
        var empty = await page.Fill(Password, "").Fill(Confirmation, "").Fill(Code, "").PressAsync("S'inscrire");
        var different = await page.Fill(Password, TestAgents.Password).Fill(Confirmation, "autre").Fill(Code, "1").PressAsync("S'inscrire");

        Assert.Equal(2, refused.Errors.Count);
        Assert.StartsWith("Le code est incorrect.", refused.Errors[1], StringComparison.Ordinal);
        Assert.Equal(2, empty.Errors.Count);
        Assert.StartsWith("Les deux mots de passe saisis sont différents.", Assert.Single(different.Errors), StringComparison.Ordinal);
        Assert.Equal([(JournalOutcome.Refused, "WrongCode", agent.Id)], await JournalAsync(app));
        Assert.Equal(0, await app.WithDbAsync(db => db.AgentRecoveryCodes.CountAsync()));
    }

    [Theory]
    [InlineData(-1, "Inscription à l'assistance")]
    [InlineData(0, "Ce lien a expiré")]
    public async Task A_link_serves_for_three_days(int secondsFromTheEnd, string heading)
    {
        await using var app = await PortalApp.StartAsync();
        var (agent, link) = await InviteAsync(app);
        app.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(secondsFromTheEnd));

        var page = await FollowAsync(app, link);

        Assert.Equal((HttpStatusCode.OK, heading), (page.Status, page.Heading));
        Assert.Equal(agent.Id, (await app.WithDbAsync(db => db.Agents.SingleAsync())).Id);
    }

    [Fact]
    public async Task A_link_that_expires_under_the_agents_hands_is_refused_in_the_journal_too()
    {
        await using var app = await PortalApp.StartAsync();
        var (agent, link) = await InviteAsync(app);
        var page = await FollowAsync(app, link);
        app.Time.Advance(TimeSpan.FromDays(3));

        var refused = await FillAsync(page, TestAgents.Password, CodeOf(app, SecretOf(page)));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Ce lien a expiré"), (refused.Status, refused.Heading));
        Assert.Equal([(JournalOutcome.Refused, "Expired", agent.Id)], await JournalAsync(app));
        Assert.False((await app.WithDbAsync(db => db.Agents.SingleAsync())).IsEnrolled);
    }

    [Theory, EachDatabase]
    public async Task A_used_link_says_so(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (_, link) = await InviteAsync(app);
        var first = await FollowAsync(app, link);
        var second = await FollowAsync(app, link);
        await FillAsync(first, TestAgents.Password, CodeOf(app, SecretOf(first)));

        var late = await FillAsync(second, TestAgents.Password, CodeOf(app, SecretOf(second)));
        var again = await FollowAsync(app, link);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Ce lien a déjà servi"), (late.Status, late.Heading));
        Assert.Equal("Ce lien a déjà servi", again.Heading);
        Assert.Equal("Used", (await JournalAsync(app))[1].Reason);
    }

    [Theory, EachDatabase]
    public async Task A_replaced_a_damaged_and_a_disabled_agents_link_are_not_valid(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (_, replaced) = await InviteAsync(app);
        var (disabledAgent, disabled) = await InviteAsync(app);
        await app.WithDbAsync(async db =>
        {
            (await db.Agents.SingleAsync(agent => agent.Id == disabledAgent.Id)).DisabledAt = app.Now;
            return await db.SaveChangesAsync();
        });
        await RenewAsync(app, EmailAddress.Parse("agent1@assistance.test"));

        string[] links = [replaced, disabled, replaced[..^1], "/helpdesk/inscription?token=", "/helpdesk/inscription?autre=1"];

        foreach (var link in links)
            Assert.Equal("Ce lien n'est pas valable", (await FollowAsync(app, link)).Heading);
        Assert.Equal("Ce lien n'est pas valable", (await app.NewBrowser().GetAsync("/helpdesk/inscription")).Heading);
    }

    [Theory, EachDatabase]
    public async Task Of_parallel_uses_of_one_link_a_single_one_enrols(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (_, link) = await InviteAsync(app);
        var pages = new List<TestPage>();
        for (var i = 0; i < 4; i++)
            pages.Add(await FollowAsync(app, link));

        var answers = await Task.WhenAll(pages.Select(page => FillAsync(page, TestAgents.Password, CodeOf(app, SecretOf(page)))));

        Assert.Single(answers, answer => answer.Heading == "Vos codes de secours");
        Assert.Equal(3, answers.Count(answer => answer.Heading == "Ce lien a déjà servi"));
        Assert.Equal(RecoveryCode.Count, await app.WithDbAsync(db => db.AgentRecoveryCodes.CountAsync()));
        Assert.Equal(1, (await JournalAsync(app)).Count(entry => entry.Outcome == JournalOutcome.Done));
    }

    [Theory, EachDatabase]
    public async Task Who_enrols_again_leaves_no_former_recovery_code_session_or_wait_behind(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        for (var i = 0; i < 5; i++)
            await (await app.Agents.ShowPasswordAsync(person)).Fill(Code, "1").PressAsync("Se connecter");
        var halfway = await app.Agents.ShowPasswordAsync(person);
        var link = await RenewAsync(app, EmailAddress.Parse(person.Email));
        var page = await FollowAsync(app, link);

        await FillAsync(page, TestAgents.Password, CodeOf(app, SecretOf(page)));

        Assert.Equal("/helpdesk/connexion", (await halfway.Fill(Code, app.Agents.CodeOf(person)).PressAsync("Se connecter")).Location);
        var recovery = await (await app.Agents.ShowPasswordAsync(person)).Browser.GetAsync("/helpdesk/connexion/secours");
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await recovery.Fill("Code de secours", person.Codes[0].Display).PressAsync("Se connecter")).Status);
    }

    private static async Task<(Agent Agent, string Link)> InviteAsync(PortalApp app)
    {
        var agent = await app.Agents.AddAsync();
        return (agent, await RenewAsync(app, agent.Email));
    }

    private static async Task<string> RenewAsync(PortalApp app, EmailAddress email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var invitation = scope.ServiceProvider.GetRequiredService<EnrolmentLinks>()
            .Renew(await db.Agents.SingleAsync(agent => agent.Email == email));
        await db.SaveChangesAsync();
        return new Uri(invitation.Link).PathAndQuery;
    }

    private static async Task<TestPage> FollowAsync(PortalApp app, string link) =>
        await (await app.NewBrowser().GetAsync(link)).FollowAsync();

    private static Task<TestPage> FillAsync(TestPage page, string password, string code) =>
        page.Fill(Password, password).Fill(Confirmation, password).Fill(Code, code).PressAsync("S'inscrire");

    private static TotpSecret SecretOf(TestPage page)
    {
        Assert.True(TotpSecret.TryParse(page.Document.QuerySelector("#cle")!.TextContent, out var secret));
        return secret;
    }

    private static string CodeOf(PortalApp app, TotpSecret secret) => TimeBasedCode.Of(secret, TimeBasedCode.StepAt(app.Now));

    private static string TokenOf(string link) => Token().Match(link).Groups[1].Value;

    private static string WithoutAddress(TestPage page, Agent agent) => page.Body.Replace(agent.Email.Value, "", StringComparison.Ordinal);

    private static Task<List<(JournalOutcome Outcome, string? Reason, int? AgentId)>> JournalAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.Where(row => row.Kind == JournalKind.AgentEnrolled).OrderBy(row => row.Id).ToListAsync())
            .Select(row => (row.Outcome, row.Reason, row.AgentId)).ToList());

    [GeneratedRegex("token=(.{43})$")]
    private static partial Regex Token();
}
