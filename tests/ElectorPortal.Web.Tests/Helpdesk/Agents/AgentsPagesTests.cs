using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk.Agents;

public sealed class AgentsPagesTests
{
    [Theory]
    [InlineData(AgentRole.Agent)]
    [InlineData(AgentRole.Supervisor)]
    public async Task Only_an_administrator_manages_agents(AgentRole role)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Agents.SignInAsync(role);
        var other = await app.Agents.AddAsync();

        foreach (var path in new[] { "/helpdesk/agents", "/helpdesk/agents/nouveau", $"/helpdesk/agents/{other.Id}" })
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).Status);
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"/helpdesk/agents/{other.Id}/desactivation");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync("/", forged)).Status);
        Assert.Null((await app.WithDbAsync(db => db.Agents.SingleAsync(agent => agent.Id == other.Id))).DisabledAt);
    }

    [Theory, EachDatabase]
    public async Task An_administrator_adds_an_agent_and_sees_his_link_once(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var me = await app.Agents.AddAsync(AgentRole.Administrator);
        var browser = await app.Agents.SignInAsync(me);

        var added = await AddAsync(browser, "Noe.Lambert@ac-lille.fr", " Noé Lambert ", "Agent", "Lille");
        var link = added.Document.QuerySelector("#lien")!.TextContent;
        var list = await browser.GetAsync("/helpdesk/agents");

        Assert.Equal((HttpStatusCode.OK, "Lien d'inscription de Noé Lambert"), (added.Status, added.Heading));
        Assert.StartsWith("https://portail.test/helpdesk/inscription?token=", link, StringComparison.Ordinal);
        Assert.Contains("valable 3 jours, jusqu'au lundi 3 décembre 2018 à 11 h 00 (heure de Paris)", added.MainText, StringComparison.Ordinal);
        Assert.Contains("noe.lambert@ac-lille.fr Agent Lille Lien d'inscription valable jusqu'au 03/12/2018 11:00", list.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain(link[^43..], list.Body, StringComparison.Ordinal);
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal(
            (JournalKind.AgentAdded, JournalOutcome.Done, me.Id, "Noé Lambert, n•••••@ac-lille.fr, Agent"),
            (entry.Kind, entry.Outcome, entry.AgentId, entry.Detail));
        Assert.Equal("Inscription à l'assistance", (await (await app.NewBrowser().GetAsync(new Uri(link).PathAndQuery)).FollowAsync()).Heading);
    }

    [Theory]
    [InlineData("Agent", "", "Academy", "AcademyMissing")]
    [InlineData("Agent", "Atlantide", "Academy", "AcademyUnknown")]
    [InlineData("Supervisor", "Lille", "Academy", "AcademyUnexpected")]
    [InlineData("Administrator", "Lille", "Academy", "AcademyUnexpected")]
    public async Task An_academy_that_does_not_go_with_the_role_is_refused(string role, string academy, string field, string reason)
    {
        await using var app = await PortalApp.StartAsync();
        var me = await app.Agents.AddAsync(AgentRole.Administrator);

        var refused = await AddAsync(await app.Agents.SignInAsync(me), "a.b@ac-lille.fr", "Alix Béranger", role, academy);

        await AssertRefusedAsync(app, refused, me, reason);
        Assert.Equal("true", refused.Document.GetElementById(field)!.GetAttribute("aria-invalid"));
        Assert.Equal("a.b@ac-lille.fr", refused.Field("Adresse de messagerie").GetAttribute("value"));
    }

    [Fact]
    public async Task An_address_of_an_agent_in_service_is_refused()
    {
        await using var app = await PortalApp.StartAsync();
        var me = await app.Agents.AddAsync(AgentRole.Administrator);

        var refused = await AddAsync(await app.Agents.SignInAsync(me), me.Email.Value.ToUpperInvariant(), "Alix Béranger", "Supervisor", "");

        await AssertRefusedAsync(app, refused, me, "AlreadyThere");
    }

    [Fact]
    public async Task A_form_with_everything_wrong_says_so_field_by_field()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);

        var refused = await AddAsync(browser, "nobody", new string('x', Agent.NameMaxLength + 1), "Boss", "");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 3), (refused.Status, refused.Errors.Count));
        Assert.Equal(1, await app.WithDbAsync(db => db.Agents.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_disabled_agent_who_comes_back_is_the_same_one_with_a_new_link_and_nothing_of_before(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Agents.AddEnrolledAsync();
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);
        await PressAsync(browser, person.Id, "Désactiver");

        var added = await AddAsync(browser, person.Email, "Dominique Grand", "Supervisor", "");

        Assert.Equal("Lien d'inscription de Dominique Grand", added.Heading);
        var agent = await app.WithDbAsync(db => db.Agents.SingleAsync(row => row.Id == person.Id));
        Assert.Equal((null, AgentRole.Supervisor, null, false), (agent.DisabledAt, agent.Role, agent.AcademyId, agent.IsEnrolled));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "7.4.5")]
    public async Task A_disabled_agent_is_out_and_stays_on_the_list(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var me = await app.Agents.AddAsync(AgentRole.Administrator);
        var browser = await app.Agents.SignInAsync(me);
        var other = await app.Agents.AddAsync();
        var otherBrowser = await app.Agents.SignInAsync(other);

        var answer = await PressAsync(browser, other.Id, "Désactiver");

        Assert.Equal("/helpdesk/agents", answer.Location);
        Assert.Equal("/helpdesk/connexion", (await otherBrowser.GetAsync("/helpdesk")).Location);
        Assert.Contains($"{other.Email} Agent Amiens Désactivé le 30/11/2018 11:00", (await answer.FollowAsync()).MainText, StringComparison.Ordinal);
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal((JournalKind.AgentDisabled, JournalOutcome.Done, me.Id), (entry.Kind, entry.Outcome, entry.AgentId));
        Assert.Contains("a•••••@assistance.test", entry.Detail, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_new_link_ends_what_the_agent_signed_in_with(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var me = await app.Agents.AddAsync(AgentRole.Administrator);
        var person = await app.Agents.AddEnrolledAsync();
        var asked = await app.Agents.ShowPasswordAsync(person);

        var answer = await PressAsync(await app.Agents.SignInAsync(me), person.Id, "Donner un nouveau lien");

        Assert.StartsWith("https://portail.test/helpdesk/inscription?token=", answer.Document.QuerySelector("#lien")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/helpdesk/connexion", (await asked.Fill("Code à six chiffres", app.Agents.CodeOf(person)).PressAsync("Se connecter")).Location);
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal((JournalKind.AgentReset, JournalOutcome.Done, me.Id), (entry.Kind, entry.Outcome, entry.AgentId));
    }

    [Theory]
    [InlineData("desactivation", JournalKind.AgentDisabled)]
    [InlineData("nouveau-lien", JournalKind.AgentReset)]
    public async Task An_administrator_does_not_shut_himself_out(string action, JournalKind kind)
    {
        await using var app = await PortalApp.StartAsync();
        var me = await app.Agents.AddAsync(AgentRole.Administrator);
        var browser = await app.Agents.SignInAsync(me);

        var page = await browser.GetAsync($"/helpdesk/agents/{me.Id}");
        var refused = await ForgeAsync(browser, me.Id, action);

        Assert.Empty(page.Document.QuerySelectorAll("main button"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith("Vous ne pouvez ni vous désactiver", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/helpdesk/agents")).Status);
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal((kind, JournalOutcome.Refused, "Himself", me.Id), (entry.Kind, entry.Outcome, entry.Reason, entry.AgentId));
    }

    [Theory]
    [InlineData("desactivation")]
    [InlineData("nouveau-lien")]
    public async Task A_disabled_agent_and_an_unknown_one_are_not_changed(string action)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);
        var other = await app.Agents.AddAsync();
        await PressAsync(browser, other.Id, "Désactiver");

        var disabled = await ForgeAsync(browser, other.Id, action);
        var unknown = await ForgeAsync(browser, 4321, action);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, disabled.Status);
        Assert.StartsWith("Cet agent est désactivé.", Assert.Single(disabled.Errors), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/helpdesk/agents/4321")).Status);
        Assert.Null((await app.WithDbAsync(db => db.Agents.SingleAsync(agent => agent.Id == other.Id))).EnrolmentTokenHash);
        Assert.Equal(
            ["Disabled", "Unknown"],
            await app.WithDbAsync(db => db.Journal.Where(entry => entry.Outcome == JournalOutcome.Refused).OrderBy(entry => entry.Id).Select(entry => entry.Reason).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task Of_parallel_additions_of_one_address_a_single_one_is_done(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);
        var pages = new List<TestPage>();
        for (var i = 0; i < 4; i++)
            pages.Add(await browser.GetAsync("/helpdesk/agents/nouveau"));

        var answers = await Task.WhenAll(pages.Select(page => FillAsync(page, "a.b@ac-lille.fr", "Alix Béranger", "Supervisor", "")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(2, await app.WithDbAsync(db => db.Agents.CountAsync()));
    }

    private static async Task<TestPage> AddAsync(TestBrowser browser, string email, string name, string role, string academy) =>
        await FillAsync(await browser.GetAsync("/helpdesk/agents/nouveau"), email, name, role, academy);

    private static Task<TestPage> FillAsync(TestPage page, string email, string name, string role, string academy) =>
        page.Fill("Adresse de messagerie", email).Fill("Prénom et nom", name).Fill("Rôle", role).Fill("Académie", academy).PressAsync("Ajouter");

    private static async Task<TestPage> PressAsync(TestBrowser browser, int agentId, string button) =>
        await (await browser.GetAsync($"/helpdesk/agents/{agentId}")).PressAsync(button);

    /// <summary>Posts what no page offers, with the antiforgery token of a page that the administrator has.</summary>
    private static async Task<TestPage> ForgeAsync(TestBrowser browser, int agentId, string action)
    {
        var page = await browser.GetAsync("/helpdesk/agents/nouveau");
        var token = page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var path = $"/helpdesk/agents/{agentId}/{action}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        };
        return await browser.SendAsync(path, request);
    }

    private static async Task AssertRefusedAsync(PortalApp app, TestPage refused, Agent me, string reason)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Single(refused.Errors);
        Assert.Equal(1, await app.WithDbAsync(db => db.Agents.CountAsync()));
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal((JournalKind.AgentAdded, JournalOutcome.Refused, reason, me.Id), (entry.Kind, entry.Outcome, entry.Reason, entry.AgentId));
    }
}
