using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging.Demo;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Retention;
using ElectorPortal.Web.Security.Seals;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>
/// The whole portal on a database of its own, during the vote of 2018, with a clock that the test moves. Its outbox works when told to.
/// </summary>
public sealed class PortalApp : IAsyncDisposable
{
    public const string PublicBaseUrl = "https://portail.test";

    /// <summary>Friday 30 November 2018, 11:00 in Paris: the second day of the vote.</summary>
    public static readonly DateTimeOffset DuringTheVote = new(2018, 11, 30, 10, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase database;
    private readonly Func<Factory> create;
    private Factory factory;

    private PortalApp(TestDatabase database, (string Key, string? Value)[] settings, Action<IServiceCollection> configure)
    {
        this.database = database;
        create = () => new Factory(database, settings, Time, Secrets, configure);
        factory = create();
        Electors = new TestElectors(this);
        Agents = new TestAgents(this);
        Contests = new TestContests(this);
    }

    public FakeTimeProvider Time { get; } = new(DuringTheVote);

    internal SecretWatch Secrets { get; } = new();

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public IServiceProvider Services => factory.Services;

    public TestElectors Electors { get; }

    public TestAgents Agents { get; }

    public TestContests Contests { get; }

    public TestDatabase OwnDatabase => database;

    /// <summary>Everything that this portal is told, by key.</summary>
    public IReadOnlyDictionary<string, string?> Settings => factory.Settings;

    internal DemoMailbox Mailbox => Services.GetRequiredService<DemoMailbox>();

    /// <param name="settings">Keys as in the settings files, <c>Reassort:MaxRequests</c>.</param>
    public static Task<PortalApp> StartAsync(Database database = Database.Sqlite, params (string Key, string? Value)[] settings) =>
        StartAsync(database, _ => { }, settings);

    /// <param name="configure">Puts something else in the place of services of the portal.</param>
    public static async Task<PortalApp> StartAsync(
        Database database, Action<IServiceCollection> configure, params (string Key, string? Value)[] settings) =>
        new(await TestDatabase.CreateAsync(database), settings, configure);

    /// <summary>On a database that was there before.</summary>
    public static PortalApp On(TestDatabase database, params (string Key, string? Value)[] settings) => new(database, settings, _ => { });

    /// <summary>As the portal starts otherwise, with the clock at another instant, UTC.</summary>
    public static async Task<PortalApp> StartAtAsync(DateTime instant, params (string Key, string? Value)[] settings)
    {
        var app = await StartAsync(Database.Sqlite, settings);
        app.Time.AdjustTime(instant);
        return app;
    }

    /// <summary>Answers on a port of this machine, through the real server; before anything else is asked of it.</summary>
    /// <returns>Where it listens.</returns>
    public Uri Listen()
    {
        factory.UseKestrel(0);
        factory.StartServer();
        return factory.ClientOptions.BaseAddress;
    }

    /// <summary>Ends the portal and starts it again on the same database: what it kept in memory alone is gone.</summary>
    public async Task RestartAsync()
    {
        await factory.DisposeAsync();
        factory = create();
    }

    /// <summary>A browser with its own cookies, those given to begin with, that follows no redirect.</summary>
    public TestBrowser NewBrowser(params (string Name, string Value)[] cookies)
    {
        var address = new Uri(PublicBaseUrl);
        var jar = new CookieContainer();
        foreach (var (name, value) in cookies)
            jar.Add(address, new Cookie(name, value, "/") { Secure = true });
        return new TestBrowser(factory.CreateDefaultClient(address, new CookieContainerHandler(jar)));
    }

    /// <summary>A browser whose requests come from that network address; those of <see cref="NewBrowser"/> come from none.</summary>
    public TestBrowser NewBrowserFrom(string networkAddress, params (string Name, string Value)[] cookies)
    {
        var browser = NewBrowser(cookies);
        browser.Http.DefaultRequestHeaders.Add(StatedAddress.Header, networkAddress);
        return browser;
    }

    /// <summary>Reads or writes the database aside from the portal's own work.</summary>
    internal async Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    /// <summary>Lets the outbox work until nothing is due at this instant.</summary>
    public async Task RunOutboxAsync()
    {
        foreach (var channel in Enum.GetValues<Channel>())
        {
            while (await RunOutboxOnceAsync(channel) > 0)
            {
                // More may be due.
            }
        }
    }

    /// <summary>Lets one node seal all that the journal holds.</summary>
    public async Task SealJournalAsync(bool looksFarBack = false)
    {
        int found;
        do
        {
            await using var scope = Services.CreateAsyncScope();
            found = await scope.ServiceProvider.GetRequiredService<JournalSealer>().SealAsync(looksFarBack, TestContext.Current.CancellationToken);
        }
        while (found > 0);
    }

    /// <summary>One pass over one channel.</summary>
    public async Task<int> RunOutboxOnceAsync(Channel channel)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(channel, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Secrets.AssertKeptAsync(this);
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    private sealed class Factory(
        TestDatabase database, (string Key, string? Value)[] settings, FakeTimeProvider time, SecretWatch secrets, Action<IServiceCollection> configure)
        : WebApplicationFactory<Program>
    {
        /// <summary>The defaults, then what the test adds or replaces.</summary>
        public Dictionary<string, string?> Settings =>
            Defaults().Concat(settings).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => same.Last().Value);

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Test");
            foreach (var (key, value) in Settings)
                builder.UseSetting(key, value);

            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(time);
                services.AddSingleton<IStartupFilter, StatedAddress>();
                services.AddSingleton<ILoggerProvider>(secrets.Log);
                services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxWorker)));
                services.Remove(services.Single(service => service.ImplementationType == typeof(JournalSealWorker)));
                services.Remove(services.Single(service => service.ImplementationType == typeof(NightlyPurge)));
                services.Remove(services.Single(service => service.ImplementationType == typeof(MemoryReturn)));
                configure(services);
            });
        }

        private IEnumerable<(string Key, string? Value)> Defaults() =>
        [
            ("Portal:PublicBaseUrl", PublicBaseUrl),
            ("Database:Provider", database.Provider.ToString()),
            ("ConnectionStrings:Portal", database.ConnectionString),
            ("Election:Year", "2018"),
            ("Election:Voting:Opens", "2018-11-29T10:00"),
            ("Election:Voting:Closes", "2018-12-06T17:00"),
            ("Election:Profile:Opens", "2018-10-11T00:00"),
            ("Election:Contests:Opens", "2018-10-11T00:00"),
            ("Election:CandidateLists:Opens", "2018-11-05T10:00"),
            ("Election:Rolls:Opens", "2018-10-11T00:00"),
            ("Election:Reassort:Opens", "2018-11-05T00:00"),
            ("Election:Reassort:Closes", "2018-12-06T17:00"),
            ("Election:Results:Opens", "2018-12-07T00:00"),
            ("Password:Cost", "4"),
            ("SecurityCode:FixedCode", "0308"),
            ("Logging:LogLevel:Default", "Warning"),
            ("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error"),
        ];
    }
}
