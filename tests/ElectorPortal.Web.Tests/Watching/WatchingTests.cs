using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using ElectorPortal.Web.Tests.Watching.Support;

namespace ElectorPortal.Web.Tests.Watching;

/// <summary>A whole path at a portal that is watched: what the person on duty reads of it, and that nothing of it tells who it was.</summary>
[Collection(Processes.Name)]
public sealed partial class WatchingTests : IAsyncLifetime
{
    private const string HomeAddress = "203.0.113.7";

    private static readonly string[] Documents = ["deploy/prometheus-alerts.yml", "deploy/grafana-dashboard.json"];

    private readonly int port = FreePorts.Next();
    private FakeCollector collector = null!;
    private CrashSite site = null!;
    private Visitor visitor = null!;
    private string metrics = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        collector = await FakeCollector.StartAsync();
        site = await CrashSite.StartAsync(Database.Sqlite, 0);
        await site.AddPortalAsync(
            ("Proxy:KnownProxies", "127.0.0.1"),
            ("Watching:MetricsPort", port.ToString(CultureInfo.InvariantCulture)),
            ("Watching:OtlpEndpoint", collector.Address),
            // Otherwise once a minute.
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
        visitor = await PlayAsync();
        metrics = await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task The_person_on_duty_reads_what_happened_and_what_waits()
    {
        Assert.Equal(1, Figure("portal_journal_entries_total", "kind=\"SignIn\"", "outcome=\"Done\""));
        Assert.Equal(1, Figure("portal_journal_entries_total", "kind=\"SignIn\"", "outcome=\"Refused\""));
        Assert.Equal(1, Figure("portal_journal_entries_total", "kind=\"Reassort\"", "outcome=\"Done\""));
        Assert.Equal(1, Figure("portal_handover_delay_seconds_count", "channel=\"Sms\""));
        Assert.Equal(1, Figure("portal_sms_deliveries_total", "region=\"FR\"", "status=\"Submitted\""));
        Assert.Equal(1, Figure("portal_sms_deliveries_total", "region=\"FR\"", "status=\"Delivered\""));
        Assert.Equal(0, Figure("portal_backlog_messages", "channel=\"Sms\""));
        Assert.Equal(0, Figure("portal_backlog_oldest_seconds", "channel=\"Mail\""));
        Assert.Equal(0, Figure("portal_circuit_open", "channel=\"Sms\""));
        Assert.Equal(0, Figure("portal_hashing_waiting"));
        Assert.True(Figure("portal_hashing_room") > 0);
        Assert.True(Figure("http_server_request_duration_seconds_count", "http_route=\"portail/reassort\"", "http_request_method=\"POST\"") > 0);

        await AssertNothingPersonalAsync();
        AssertTheDocumentsAskForWhatExists();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Browser.GetAsync("/metrics")).Status);
    }

    /// <summary>A wrong password, the right one, a request, its SMS, and what the operator says of it.</summary>
    private async Task<Visitor> PlayAsync()
    {
        var person = await site.Aside.Electors.AddActiveAsync();
        var door = new FrontDoor(site.Portal);
        var browser = door.OpenBrowser();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", HomeAddress);
        var entry = await browser.GetAsync("/");
        var asked = await (await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync();
        await asked.Fill("Mot de passe personnel électeur", "Six-canards-9").PressAsync("Se connecter");
        await TestElectors.SignInAsync(browser, person);
        var playing = new Visitor(site, person, door, browser);
        await playing.AskAsync();
        await site.QuietAsync();
        await site.CallBackAsync(site.TakenFor(person).Single(), "delivered");
        await browser.GetAsync($"/portail/signalement?token={new string('a', 43)}");
        return playing;
    }

    private async Task<string> ReadAsync()
    {
        using var http = new HttpClient();
        var text = "";
        await Patience.UntilAsync("the receipt is counted", async () =>
        {
            text = await http.GetStringAsync($"http://127.0.0.1:{port}/metrics", Cancellation);
            return text.Contains("status=\"Delivered\"", StringComparison.Ordinal) && text.Contains("portal_backlog_messages{", StringComparison.Ordinal);
        });
        return text;
    }

    /// <summary>The sum of the lines of that name with all these labels.</summary>
    private double Figure(string name, params string[] labels)
    {
        var lines = metrics.Split('\n').Where(line => line.StartsWith(name + '{', StringComparison.Ordinal) || line.StartsWith(name + ' ', StringComparison.Ordinal));
        var found = lines.Where(line => labels.All(label => line.Contains(label, StringComparison.Ordinal))).ToList();
        Assert.True(found.Count > 0, $"No {name} with {string.Join(", ", labels)} in\n{metrics}");
        return found.Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    private async Task AssertNothingPersonalAsync()
    {
        string[] signals = ["/v1/metrics", "/v1/traces", "/v1/logs"];
        await Patience.UntilAsync("all three signals arrive", () => signals.All(signal => collector.Taken.Any(sent => sent.Path == signal)));
        await Patience.UntilAsync("the request is traced", () => collector.Taken.Any(sent => sent.Path == "/v1/traces" && sent.Body.Contains("portail/reassort", StringComparison.Ordinal)));
        string[] personal =
        [
            visitor.Person.Email, visitor.Person.Numen, "BERNARD", "Camille", CrashSite.PhoneOf(visitor.Person), CrashSite.PhoneOf(visitor.Person)[3..],
            TestElectors.Password, "Six-canards-9", new string('a', 43), HomeAddress,
            .. SentSecrets.In(site.Twilio.Taken.Select(sms => sms.Body)),
        ];

        foreach (var (path, text) in collector.Taken.Append(("/metrics", metrics)))
            Assert.All(personal, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"« {secret} » went to {path}:\n{text}"));
    }

    private void AssertTheDocumentsAskForWhatExists()
    {
        foreach (var document in Documents)
        {
            var asked = Metric().Matches(Repository.ReadText(document)).Select(match => match.Value).Distinct().ToList();
            Assert.NotEmpty(asked);
            Assert.All(asked, name => Assert.True(Regex.IsMatch(metrics, $"^{name}[{{ ]", RegexOptions.Multiline), $"{document}: {name}"));
        }

    }

    [GeneratedRegex(@"\b(?:portal|http_server|kestrel|dotnet|db_client)_[a-z_]+\b")]
    private static partial Regex Metric();
}
