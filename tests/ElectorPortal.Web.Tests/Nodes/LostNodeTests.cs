using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Npgsql;

namespace ElectorPortal.Web.Tests.Nodes;

/// <summary>A node dies, loses its database, or is replaced, while people go on through the proxy.</summary>
[Collection(Processes.Name)]
public sealed partial class LostNodeTests(SharedNodes shared) : IAsyncDisposable
{
    private const string Password = "Mot de passe personnel électeur";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await shared.LeaveAsync();

    [Fact]
    public async Task Of_a_whole_journey_during_which_a_node_dies_before_each_step_nothing_is_lost_and_a_step_is_tried_twice_at_most()
    {
        var nodes = await shared.GetAsync();
        var person = await nodes.Site.Aside.Electors.AddAsync();
        var browser = nodes.Proxy.NewBrowser();
        var deaths = 0;

        var entry = await StepAsync(() => browser.GetAsync("/"));
        await StepAsync(() => entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer"));
        await nodes.Site.Smtp.ArrivalAsync(person.Email);
        var link = new Uri(Link().Match((await nodes.Site.Smtp.MailsToAsync(person.Email)).Single().Text).Value).PathAndQuery;
        var opened = await StepAsync(() => browser.GetAsync(link));
        var choice = opened.Location is null ? opened : await StepAsync(opened.FollowAsync);
        var home = await StepAsync(() => choice
            .Fill(Password, TestElectors.Password).Fill("Confirmation du mot de passe personnel électeur", TestElectors.Password).PressAsync("Valider"));
        Assert.Equal("/portail/accueil", home.Location);
        Assert.Equal("Mon espace électeur", (await StepAsync(home.FollowAsync)).Heading);
        var form = await StepAsync(() => ReassortJourney.OpenAsync(browser));
        var asked = await StepAsync(() => form.FillAll(person).Fill("N° tél", CrashSite.PhoneOf(person)).PressAsync("Valider"));
        Assert.Equal("/portail/reassort/suivi", asked.Location);
        Assert.Equal(HttpStatusCode.OK, (await StepAsync(asked.FollowAsync)).Status);
        await nodes.Site.QuietAsync();
        Assert.Equal(Tally.One, await nodes.Site.TallyAsync(person));
        await nodes.Site.CheckAsync();

        async Task<TestPage> StepAsync(Func<Task<TestPage>> step)
        {
            var victim = nodes.Site.Portals[deaths++ % 2];
            await victim.KillAsync();
            var page = await step();
            if (page.Status >= HttpStatusCode.InternalServerError)
                page = await step();
            Assert.True(page.Status < HttpStatusCode.BadRequest, $"{page.Status}: {page.MainText}");
            await victim.RestartAsync();
            await nodes.BothAnswerAsync();
            return page;
        }
    }

    [Theory]
    [InlineData("^save-begins .*INSERT INTO .ReassortRequests.")]
    [InlineData("^save-done .*INSERT INTO .ReassortRequests.")]
    public async Task Where_a_node_dies_with_a_request_in_its_hands_the_person_reads_so_and_presses_once_more(string moment)
    {
        var nodes = await shared.GetAsync();
        var (person, browser) = await nodes.SignInAsync();
        var form = (await ReassortJourney.OpenAsync(browser)).FillAll(person).Fill("N° tél", CrashSite.PhoneOf(person));

        nodes.Site.Trap.Arm(moment);
        var unanswered = await form.PressAsync("Valider");
        await nodes.Site.DeathAsync();

        Assert.Equal((HttpStatusCode.BadGateway, "Le portail n’a pas répondu"), (unanswered.Status, unanswered.Heading));
        Assert.Equal("/portail/reassort/suivi", (await form.PressAsync("Valider")).Location);
        await nodes.Site.RecoverAsync();
        await nodes.BothAnswerAsync();
        Assert.Equal(Tally.One, await nodes.Site.TallyAsync(person));
        await nodes.Site.CheckAsync();
    }

    [Fact]
    public async Task A_node_without_its_database_leaves_the_rotation_by_itself_and_comes_back_by_itself()
    {
        TcpRelay? relay = null;
        await using var nodes = await TwoNodes.StartAsync(site =>
        {
            var database = new NpgsqlConnectionStringBuilder(site.Aside.OwnDatabase.ConnectionString);
            relay = new TcpRelay(database.Port);
            (database.Host, database.Port) = ("127.0.0.1", relay.Port);
            return [("ConnectionStrings:Portal", database.ConnectionString)];
        });
        await using var _ = relay;
        var (_, browser) = await nodes.SignInAsync();

        relay!.Down();
        await Patience.UntilAsync("it is not ready", async () => await ReadyAsync(nodes.Second) == HttpStatusCode.ServiceUnavailable);
        for (var time = 0; time < 20; time++)
            Assert.Equal("Mon espace électeur", (await browser.GetAsync("/portail/accueil")).Heading);
        Assert.DoesNotContain(nodes.Second.Address.Port, nodes.AnsweredBy("/portail/accueil").TakeLast(20));
        Assert.Equal(HttpStatusCode.OK, await LiveAsync(nodes.Second));

        relay.Up();
        await Patience.UntilAsync("it answers again", async () =>
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/portail/accueil")).Status);
            return nodes.AnsweredBy("/portail/accueil").Last() == nodes.Second.Address.Port;
        });
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(nodes.Second));
    }

    [Fact]
    public async Task Nodes_are_replaced_one_by_one_after_a_migration_that_the_old_ones_bear_and_nobody_notices()
    {
        var nodes = await shared.GetAsync();
        var (person, browser) = await nodes.SignInAsync();
        var other = (await nodes.SignInAsync()).Browser;
        using var end = new CancellationTokenSource();
        var reading = ReadOnAsync(other, end.Token);

        await MigrateAsync(nodes);
        foreach (var node in nodes.Site.Portals)
        {
            await node.TerminateAsync();
            var page = await browser.GetAsync("/portail/reassort");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            await node.RestartAsync();
            // The next one goes once the proxy has this one again.
            await nodes.BothAnswerAsync();
        }

        Assert.Equal("/portail/reassort/suivi", (await browser.AskAsync(person)).Location);
        await end.CancelAsync();
        Assert.True(await reading > 50, "Hardly anything was read meanwhile.");
        await nodes.Site.QuietAsync();
        await nodes.Site.CheckAsync();
    }

    /// <returns>How many pages were read, all of them well.</returns>
    private static async Task<int> ReadOnAsync(TestBrowser browser, CancellationToken end)
    {
        var pages = 0;
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(40));
        for (; !end.IsCancellationRequested; pages++)
        {
            Assert.Equal("Mon espace électeur", (await browser.GetAsync("/portail/accueil")).Heading);
            await beat.WaitForNextTickAsync(Cancellation);
        }

        return pages;
    }

    /// <summary>What the next version may do while this one runs: a column that may be empty, a table of its own.</summary>
    private static async Task MigrateAsync(TwoNodes nodes)
    {
        await using var connection = new NpgsqlConnection(nodes.Site.Aside.OwnDatabase.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            """
            ALTER TABLE "Electors" ADD COLUMN "OfTheNextVersion" text NULL;
            CREATE TABLE "OfTheNextVersion" ("Id" integer PRIMARY KEY);
            INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Next', '10.0.0');
            """,
            connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static Task<HttpStatusCode> ReadyAsync(PortalProcess node) => StatusAsync(node, "/health/ready");

    private static Task<HttpStatusCode> LiveAsync(PortalProcess node) => StatusAsync(node, "/health/live");

    private static async Task<HttpStatusCode> StatusAsync(PortalProcess node, string path)
    {
        using var http = new HttpClient { BaseAddress = node.Address };
        using var answer = await http.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"https?://\S+\?token=\S+")]
    private static partial Regex Link();
}
