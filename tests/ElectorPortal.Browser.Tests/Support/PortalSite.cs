using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Messaging.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>The portal as developers start it, on a free port and a database file of its own; its outbox works by itself.</summary>
public class PortalSite : IAsyncLifetime
{
    public const string SecurityCode = "2018";

    private readonly string database = Path.Combine(Path.GetTempPath(), $"portal-browser-{Guid.NewGuid():N}.db");
    private readonly SecretWatch secrets = new();
    private Server? server;

    /// <summary>Without a slash at the end.</summary>
    public string Address => Services.GetRequiredService<PublicAddress>().BaseUrl;

    public IServiceProvider Services => server!.Services;

    public People People { get; private set; } = null!;

    public HelpdeskScene Helpdesk { get; private set; } = null!;

    public ContestScene Contests { get; private set; } = null!;

    /// <summary>What this portal has and the others do not.</summary>
    protected virtual IEnumerable<(string Key, string? Value)> Settings => [];

    protected string ConnectionString => $"Data Source={database}";

    public virtual ValueTask InitializeAsync()
    {
        server = new Server([.. Defaults(), .. Settings], secrets);
        server.UseKestrel(0);
        server.StartServer();
        People = new People(this);
        Helpdesk = new HelpdeskScene(this);
        Contests = new ContestScene(this);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (server is null)
            return;

        var sent = await SentAsync();
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        secrets.AssertKept(database, sent);
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(database + suffix);
    }

    /// <summary>Reads or writes the database aside from the portal's own work.</summary>
    internal async Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    /// <summary>The texts of the messages that reached anybody.</summary>
    protected virtual Task<IReadOnlyList<string>> SentAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Services.GetRequiredService<DemoMailbox>().NewestFirst.Select(message => message.Text)]);

    private IEnumerable<(string Key, string? Value)> Defaults() =>
    [
        ("ConnectionStrings:Portal", ConnectionString),
        ("Password:Cost", "4"),
        ("Reassort:CoolDown", "00:00"),
        ("SecurityCode:FixedCode", SecurityCode),
        ("Logging:LogLevel:Default", "Warning"),
        ("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error"),
    ];

    private sealed class Server((string Key, string? Value)[] settings, SecretWatch secrets) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.AddProvider(secrets.Log));
        }
    }
}
