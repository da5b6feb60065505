using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk;

[Rgaa("1.6", "1.7")]
public sealed class StatisticsTests
{
    private static readonly DeliveryOutcome Handed = new DeliveryOutcome.Sent("ref");
    private static readonly DeliveryOutcome Delivered = new DeliveryOutcome.Sent("ref", HasArrived: true);
    private static readonly DeliveryOutcome Refused = new DeliveryOutcome.Refused("21211");

    /// <summary>Monday 26 November 2018, 23:30 UTC: the 27th in Paris.</summary>
    private static readonly DateTime Late = new(2018, 11, 26, 23, 30, 0, DateTimeKind.Utc);

    private static readonly DateTime Today = new(2018, 11, 30, 9, 59, 59, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task A_supervisor_reads_what_the_database_holds_of_all_académies(Database database)
    {
        await using var app = await StartAsync(database);
        var supervisor = await app.Agents.SignInAsync(AgentRole.Supervisor);

        var page = await supervisor.GetAsync("/helpdesk/statistiques");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Statistiques", page.Heading);
        Assert.Equal(["4", "3", "75,0\u00A0%", "5", "3", "2", "1", "40,0\u00A0%"], page.Document.QuerySelectorAll(".figures-whole dd").Select(cell => cell.TextContent));
        Assert.Equal(
            ["Amiens|3|2|66,7\u00A0%|4|2|1|1|25,0\u00A0%", "Lille|1|1|100,0\u00A0%|1|1|1|0|100,0\u00A0%"], Rows(page, "academies"));
        Assert.Equal(
            ["Professeur certifié|3|2|66,7\u00A0%|4|3|2|0|50,0\u00A0%", "Attaché|1|1|100,0\u00A0%|1|0|0|1|0,0\u00A0%"], Rows(page, "corps"));
        Assert.Equal(
            ["CSAM-2018|3|2|66,7\u00A0%|4|3|2|0|50,0\u00A0%", "CAPN-1|1|1|100,0\u00A0%|3|2|1|0|33,3\u00A0%"], Rows(page, "scrutins"));
        Assert.Equal(
            ["France métropolitaine|3|2|2|0|66,7\u00A0%", "Belgique|1|0|0|1|0,0\u00A0%", "La Réunion|1|1|0|0|0,0\u00A0%"], Rows(page, "pays"));
    }

    [Theory, EachDatabase]
    public async Task Activity_is_counted_by_hour_and_by_day_of_Paris(Database database)
    {
        await using var app = await StartAsync(database);
        var supervisor = await app.Agents.SignInAsync(AgentRole.Supervisor);

        var page = await supervisor.GetAsync("/helpdesk/statistiques");

        Assert.Equal(["27/11/2018|2|4", "28/11/2018|0|0", "29/11/2018|0|0", "30/11/2018|1|1"], Rows(page, "jours"));
        var hours = Rows(page, "heures");
        Assert.Equal(48, hours.Count);
        Assert.Equal(["30/11 10\u00A0h|1|1", "30/11 11\u00A0h|0|0"], hours.TakeLast(2));
        Assert.All(hours.SkipLast(2), hour => Assert.EndsWith("|0|0", hour, StringComparison.Ordinal));
        Assert.Equal("28/11 12\u00A0h|0|0", hours[0]);
    }

    [Theory, EachDatabase]
    public async Task An_agent_of_Amiens_reads_the_figures_of_Amiens_alone_whatever_he_asks_for(Database database)
    {
        await using var app = await StartAsync(database);
        // What a supervisor has just looked at, he does not get.
        await (await app.Agents.SignInAsync(AgentRole.Supervisor)).GetAsync("/helpdesk/statistiques");
        await (await app.Agents.SignInAsync(academy: "Lille")).GetAsync("/helpdesk/statistiques");
        var agent = await app.Agents.SignInAsync(academy: "Amiens");

        foreach (var address in new[] { "/helpdesk/statistiques", "/helpdesk/statistiques?academie=Lille", "/helpdesk/statistiques?academie=2&scope=all" })
        {
            var page = await agent.GetAsync(address);

            Assert.Equal(["3", "2", "66,7\u00A0%", "4", "2", "1", "1", "25,0\u00A0%"], page.Document.QuerySelectorAll(".figures-whole dd").Select(cell => cell.TextContent));
            Assert.DoesNotContain("Lille", page.Body, StringComparison.Ordinal);
            Assert.Null(page.Document.GetElementById("academies"));
            Assert.Equal(["CSAM-2018|2|1|50,0\u00A0%|3|2|1|0|33,3\u00A0%", "CAPN-1|1|1|100,0\u00A0%|3|2|1|0|33,3\u00A0%"], Rows(page, "scrutins"));
            Assert.Equal(["27/11/2018|1|3", "28/11/2018|0|0", "29/11/2018|0|0", "30/11/2018|1|1"], Rows(page, "jours"));
            Assert.Equal("France métropolitaine|2|1|1|0|50,0\u00A0%", Rows(page, "pays")[0]);
        }

        var file = await agent.GetAsync("/helpdesk/statistiques/academies.csv?academie=Lille");
        Assert.Equal(HttpStatusCode.NotFound, file.Status);
        Assert.False(await app.WithDbAsync(db => db.Journal.AnyAsync(entry => entry.Kind == JournalKind.Export)));
        var corps = await agent.GetAsync("/helpdesk/statistiques/corps.csv?academie=Lille");
        Assert.Contains("Professeur certifié;2;1;50,0;3;2;1;0;33,3\r\n", corps.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_counted_again_after_twenty_seconds()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var agent = await app.Agents.SignInAsync(academy: "Lille");
        await agent.GetAsync("/helpdesk/statistiques");
        await app.AddVoterAsync("Lille");

        app.Time.Advance(TimeSpan.FromSeconds(19));
        var before = await agent.GetAsync("/helpdesk/statistiques");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await agent.GetAsync("/helpdesk/statistiques");

        Assert.Equal(("1", "2"), (before.Document.QuerySelector(".figures-whole dd")!.TextContent, after.Document.QuerySelector(".figures-whole dd")!.TextContent));
    }

    [Fact]
    public async Task An_académie_without_electors_is_told_so()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var agent = await app.Agents.SignInAsync(academy: "Mayotte");

        var page = await agent.GetAsync("/helpdesk/statistiques");
        var file = await agent.GetAsync("/helpdesk/statistiques.csv");

        Assert.Contains("Aucun électeur", page.MainText, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("svg.figures-chart"));
        Assert.Single(file.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Charts_have_names_and_their_numbers_behind_them_and_no_style_of_their_own()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var supervisor = await app.Agents.SignInAsync(AgentRole.Administrator);

        var page = await supervisor.GetAsync("/helpdesk/statistiques");

        var charts = page.Document.QuerySelectorAll("svg.figures-chart");
        Assert.Equal(8, charts.Length);
        Assert.All(charts, chart => Assert.Equal("img", chart.GetAttribute("role")));
        Assert.All(charts, chart => Assert.NotEqual("", chart.QuerySelector("title")!.TextContent.Trim()));
        Assert.All(page.Document.QuerySelectorAll("details"), details => Assert.NotNull(details.QuerySelector("summary, table caption")));
        Assert.Equal(6, page.Document.QuerySelectorAll("details table").Length);
        Assert.Empty(page.Document.QuerySelectorAll("main [style], main script"));
        Assert.Contains("Espaces ouverts par jour\u00A0: 3 en tout, au plus 2 (27/11/2018).", page.MainText.Replace("par jour :", "par jour\u00A0:", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_shows_its_first_twenty_and_its_file_holds_all()
    {
        await using var app = await PortalApp.StartAsync();
        for (var number = 1; number <= 21; number++)
            await app.AddVoterAsync("Amiens", $"Corps {number:00}");
        var agent = await app.Agents.SignInAsync();

        var page = await agent.GetAsync("/helpdesk/statistiques");
        var file = await agent.GetAsync("/helpdesk/statistiques/corps.csv");

        Assert.Equal(20, Rows(page, "corps").Count);
        Assert.Contains("20 sur 21. Le fichier CSV contient tout.", page.MainText, StringComparison.Ordinal);
        Assert.Equal(22, file.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Electors_off_the_rolls_count_no_more()
    {
        await using var app = await StartAsync(Database.Sqlite);
        var removed = await app.AddVoterAsync("Lille", openedAt: Today);
        await app.WithDbAsync(db => db.Electors.Where(elector => elector.Id == removed)
            .ExecuteUpdateAsync(row => row.SetProperty(elector => elector.RemovedAt, Today)));
        var agent = await app.Agents.SignInAsync(academy: "Lille");

        var page = await agent.GetAsync("/helpdesk/statistiques");

        Assert.Equal(["1", "1"], page.Document.QuerySelectorAll(".figures-whole dd").Take(2).Select(cell => cell.TextContent));
    }

    [Theory, InlineData("/helpdesk/statistiques"), InlineData("/helpdesk/statistiques.csv"), InlineData("/helpdesk/statistiques/corps.csv")]
    public async Task Whoever_is_not_signed_in_at_the_helpdesk_is_sent_to_its_sign_in(string address)
    {
        await using var app = await StartAsync(Database.Sqlite);
        var elector = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        foreach (var browser in new[] { app.NewBrowser(), elector })
        {
            var page = await browser.GetAsync(address);

            Assert.Equal((HttpStatusCode.SeeOther, "/helpdesk/connexion"), (page.Status, page.Location));
        }

        Assert.False(await app.WithDbAsync(db => db.Journal.AnyAsync(entry => entry.Kind == JournalKind.Export)));
    }

    private static async Task<PortalApp> StartAsync(Database database)
    {
        var app = await PortalApp.StartAsync(database);
        await app.AddVoterAsync("Amiens", openedAt: Late, contests: ["CSAM-2018", "CAPN-1"], requests: [("FR", Late, Delivered), ("RE", Late, Handed), ("FR", Late, null)]);
        await app.AddVoterAsync("Amiens", contests: ["CSAM-2018"]);
        await app.AddVoterAsync("Amiens", "Attaché", openedAt: Today, requests: [("BE", Today, Refused)]);
        await app.AddVoterAsync("Lille", openedAt: Late, contests: ["CSAM-2018"], requests: [("FR", Late, Delivered)]);
        return app;
    }

    /// <summary>The table behind the chart of a section, cells joined.</summary>
    private static List<string> Rows(TestPage page, string section) =>
    [
        .. page.Document.GetElementById(section)!.Closest("section")!.QuerySelectorAll("tbody tr")
            .Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))),
    ];
}
