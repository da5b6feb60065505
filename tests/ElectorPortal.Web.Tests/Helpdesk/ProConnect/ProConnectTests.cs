using System.Net;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk.ProConnect;

public sealed class ProConnectTests(OpenIdPeer provider) : IClassFixture<OpenIdPeer>
{
    private const string Start = "/helpdesk/connexion/proconnect";
    private const string Refused = "/helpdesk/connexion/proconnect/refus";

    [Theory, EachDatabase]
    [Trait("ASVS", "6.8.1")]
    [Trait("ASVS", "7.6.1")]
    [Trait("ASVS", "10.5.2")]
    public async Task The_first_sign_in_binds_the_agent_of_that_address_and_later_ones_follow_the_identity_alone(Database database)
    {
        await using var app = await StartAsync(database);
        var agent = await app.Agents.AddAsync(AgentRole.Administrator);
        var subject = Guid.NewGuid().ToString();

        await provider.ExpectAsync(subject, agent.Email.Value);
        var (browser, first) = await SignInAsync(app);
        await provider.ExpectAsync(subject, "nouvelle.adresse@ac-lille.fr", isVerified: false);
        var (_, later) = await SignInAsync(app);

        Assert.Equal(("/helpdesk", "/helpdesk"), (first.Location, later.Location));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/helpdesk/agents")).Status);
        var bound = await app.WithDbAsync(db => db.Agents.SingleAsync());
        Assert.Equal((provider.Issuer, subject), (bound.Issuer, bound.Subject));
        Assert.Equal(2, await app.WithDbAsync(db => db.AgentSessions.CountAsync(session => session.IsComplete)));
        Assert.Equal(
            [(JournalOutcome.Done, null, agent.Id, "ProConnect"), (JournalOutcome.Done, null, agent.Id, "ProConnect")],
            await JournalAsync(app));
    }

    [Fact]
    [Trait("ASVS", "10.1.2")]
    [Trait("ASVS", "10.2.1")]
    [Trait("ASVS", "10.5.1")]
    public async Task The_provider_is_asked_for_two_factors_with_a_challenge_a_state_and_a_nonce_kept_in_guarded_cookies()
    {
        await using var app = await StartAsync();
        await provider.ExpectRefusalAsync();

        var page = await app.NewBrowser().GetAsync("/helpdesk/connexion");
        var sent = await page.Browser.GetAsync(Start);
        await OpenIdPeer.VisitAsync(sent.Location!);

        Assert.Equal("Se connecter avec ProConnect", page.Document.QuerySelector($"a[href='{Start}']")!.TextContent);
        Assert.Equal(("eidas2 eidas3", "S256"), (await provider.AskedAsync("acr_values"), await provider.AskedAsync("code_challenge_method")));
        Assert.Equal("code", await provider.AskedAsync("response_type"));
        Assert.NotNull(await provider.AskedAsync("state"));
        Assert.NotNull(await provider.AskedAsync("nonce"));
        var cookies = sent.Answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie => Assert.All(
            ["__Host-proconnect-", "secure", "httponly", "samesite=lax", "path=/;"],
            part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("unknown", "UnknownAgent")]
    [InlineData("unverified", "UnknownAgent")]
    [InlineData("bound", "UnknownAgent")]
    [InlineData("disabled", "UnknownAgent")]
    [InlineData("weak", "WeakIdentity")]
    [InlineData("gives up", "IdentityRefused")]
    [Trait("ASVS", "6.8.4")]
    public async Task Whoever_is_not_an_agent_with_two_factors_reads_a_plain_refusal(string who, string reason)
    {
        await using var app = await StartAsync();
        var agent = await app.Agents.AddAsync();
        await app.WithDbAsync(async db =>
        {
            var row = await db.Agents.SingleAsync();
            row.DisabledAt = who == "disabled" ? app.Now : null;
            (row.Issuer, row.Subject) = who == "bound" ? (provider.Issuer, "somebody else") : (null, null);
            return await db.SaveChangesAsync();
        });
        await provider.ExpectAsync(
            Guid.NewGuid().ToString(),
            who == "unknown" ? "personne@ac-lille.fr" : agent.Email.Value,
            isVerified: who != "unverified",
            acr: who == "weak" ? "eidas1" : "eidas2");
        if (who == "gives up")
            await provider.ExpectRefusalAsync();

        var (browser, answer) = await SignInAsync(app);
        var page = await browser.GetAsync(answer.Location!);

        Assert.Equal(Refused, answer.Location);
        Assert.Equal((HttpStatusCode.Forbidden, "Connexion refusée"), (page.Status, page.Heading));
        Assert.Equal(0, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
        Assert.Equal([(JournalOutcome.Refused, reason, null, null)], await JournalAsync(app));
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(true, false, false)]
    public async Task A_provider_that_does_not_say_whether_it_verified_an_address_is_believed_only_where_the_settings_do(
        bool vouches, bool? isVerified, bool enters)
    {
        await using var app = await StartAsync(Database.Sqlite, ("Helpdesk:OpenIdConnect:VouchesForAddresses", vouches.ToString()));
        var agent = await app.Agents.AddAsync();
        await provider.ExpectAsync(Guid.NewGuid().ToString(), agent.Email.Value, isVerified);

        var (_, answer) = await SignInAsync(app);

        Assert.Equal(enters ? "/helpdesk" : Refused, answer.Location);
        Assert.Equal(enters ? 1 : 0, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
        Assert.Equal(enters ? null : "UnknownAgent", Assert.Single(await JournalAsync(app)).Reason);
    }

    [Fact]
    public async Task A_bound_agent_who_is_disabled_is_refused_under_his_name()
    {
        await using var app = await StartAsync();
        var agent = await app.Agents.AddAsync();
        await provider.ExpectAsync("bound then disabled", agent.Email.Value);
        var (browser, _) = await SignInAsync(app);
        await app.WithDbAsync(db => db.Agents.ExecuteUpdateAsync(row => row.SetProperty(disabled => disabled.DisabledAt, app.Now)));

        await provider.ExpectAsync("bound then disabled", agent.Email.Value);
        var (_, answer) = await SignInAsync(app);

        Assert.Equal("/helpdesk/connexion", (await browser.GetAsync("/helpdesk")).Location);
        Assert.Equal(Refused, answer.Location);
        Assert.Equal((JournalOutcome.Refused, "Disabled", agent.Id, null), (await JournalAsync(app))[1]);
    }

    [Fact]
    [Trait("ASVS", "10.1.2")]
    public async Task An_answer_that_this_browser_did_not_ask_for_opens_nothing()
    {
        await using var app = await StartAsync();
        var agent = await app.Agents.AddAsync();
        await provider.ExpectAsync("stolen answer", agent.Email.Value);
        var sent = await app.NewBrowser().GetAsync(Start);
        var back = await OpenIdPeer.VisitAsync(sent.Location!);

        var elsewhere = await app.NewBrowser().GetAsync(back);
        var forged = await app.NewBrowser().GetAsync("/helpdesk/connexion/proconnect/retour?code=x&state=y");

        Assert.Equal((Refused, Refused), (elsewhere.Location, forged.Location));
        Assert.Equal(0, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
        Assert.All(await JournalAsync(app), entry => Assert.Equal("IdentityRefused", entry.Reason));
    }

    [Fact]
    public async Task Without_a_provider_its_pages_do_not_exist_and_nobody_is_led_there()
    {
        await using var app = await PortalApp.StartAsync();
        var browser = app.NewBrowser();

        Assert.Null((await browser.GetAsync("/helpdesk/connexion")).Document.QuerySelector($"a[href='{Start}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Start)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/helpdesk/connexion/proconnect/retour?code=x&state=y")).Status);
    }

    /// <summary>The provider's tokens live in real time.</summary>
    private async Task<PortalApp> StartAsync(Database database = Database.Sqlite, params (string Key, string? Value)[] settings)
    {
        var app = await PortalApp.StartAsync(database, [.. provider.Settings, .. settings]);
        app.Time.AdjustTime(TimeProvider.System.GetUtcNow());
        return app;
    }

    private static async Task<(TestBrowser Browser, TestPage Answer)> SignInAsync(PortalApp app)
    {
        var browser = app.NewBrowser();
        var sent = await browser.GetAsync(Start);
        return (browser, await browser.GetAsync(await OpenIdPeer.VisitAsync(sent.Location!)));
    }

    private static Task<List<(JournalOutcome Outcome, string? Reason, int? AgentId, string? Detail)>> JournalAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.Where(row => row.Kind == JournalKind.AgentSignIn).OrderBy(row => row.Id).ToListAsync())
            .Select(row => (row.Outcome, row.Reason, row.AgentId, row.Detail)).ToList());
}
