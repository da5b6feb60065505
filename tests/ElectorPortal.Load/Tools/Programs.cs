using System.Diagnostics;
using System.Globalization;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Npgsql;

namespace ElectorPortal.Load.Tools;

/// <summary>What is measured, built as it is installed: the portal, the page of the framework's own template, and its peers beside it.</summary>
internal sealed class Programs : IDisposable
{
    private const string EmptyForm =
        """
        using Microsoft.AspNetCore.Mvc;
        namespace Floor.Controllers;
        public class EmptyController : Controller
        {
            [HttpGet("/empty")]
            public IActionResult Index([FromServices] Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery) =>
                Content(antiforgery.GetAndStoreTokens(HttpContext).RequestToken!);
            [HttpPost("/empty"), ValidateAntiForgeryToken]
            public IActionResult Post() => NoContent();
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("portal-load-").FullName;
    private string? floor;

    private string Portal => Path.Combine(folder, "portal");

    /// <summary>Publishes the portal; from then on every portal that this program starts, and every command, is that one.</summary>
    public async Task PublishAsync()
    {
        var project = Path.Combine(Repository.Root, "src", "ElectorPortal.Web");
        await RunAsync(Repository.Root, "publish", project, "-c", "Release", "-r", "linux-x64", "--no-self-contained", "-o", Portal, "-v", "quiet");
        CommandProcess.Program = Path.Combine(Portal, "ElectorPortal.Web.dll");
    }

    /// <summary><c>dotnet new mvc</c>, as it comes, and an empty form with its antiforgery token at <c>/empty</c>.</summary>
    public async Task<PeerProcess> StartFloorAsync()
    {
        if (floor is null)
        {
            var source = Path.Combine(folder, "floor-source");
            await RunAsync(folder, "new", "mvc", "--name", "Floor", "--output", source, "--no-restore");
            await File.WriteAllTextAsync(Path.Combine(source, "Controllers", "EmptyController.cs"), EmptyForm);
            floor = Path.Combine(folder, "floor");
            await RunAsync(source, "publish", "-c", "Release", "-o", floor, "-v", "quiet");
        }

        return await PeerProcess.StartAsync(floor, "dotnet", _ => ["Floor.dll"], address =>
        [
            ("ASPNETCORE_URLS", address.ToString()), ("ASPNETCORE_ENVIRONMENT", "Production"), ("Logging__LogLevel__Default", "Warning"),
        ]);
    }

    /// <summary>That page in Express.</summary>
    /// <param name="page">HTML with <c>{{token}}</c>, and <c>{{name}}</c> where the elector's name stands.</param>
    /// <param name="database">Connection to the PostgreSQL database of the signed-in home, served at <c>/home</c>; null for the first page alone.</param>
    public async Task<ExpressPeer> StartExpressAsync(string page, int processes, string? database = null)
    {
        var count = processes.ToString(CultureInfo.InvariantCulture);
        string[] connection = database is null ? [] : ["--database", AddressOf(database)];
        return new ExpressPeer(await NodePeer.StartAsync("express-pages.mjs", ["--page", await KeepAsync(page), "--processes", count, .. connection]));
    }

    /// <summary>That page in Django.</summary>
    /// <param name="hash">Of the password that it accepts, by bcrypt.</param>
    /// <returns>Null where it is not installed.</returns>
    public async Task<PeerProcess?> StartDjangoAsync(string page, int processes, string hash = "") =>
        await DebianPeers.StartDjangoAsync(await KeepAsync(page.Replace("{{token}}", "{{ csrf_token }}", StringComparison.Ordinal)), processes, hash);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string AddressOf(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    private async Task<string> KeepAsync(string page)
    {
        var file = Path.Combine(folder, $"page-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, page);
        return file;
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {await output}{await errors}");
    }
}

/// <summary>Express at work, until it is disposed of.</summary>
internal sealed class ExpressPeer(NodePeer node) : IAsyncDisposable
{
    public Uri Address { get; } = new($"http://127.0.0.1:{node.Greeting.GetProperty("port").GetInt32()}");

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
