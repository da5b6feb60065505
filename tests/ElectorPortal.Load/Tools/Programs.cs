using System.Diagnostics;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>What is measured, built as it is installed: the portal, and the page of the framework's own template beside it.</summary>
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
    public async Task<FloorProcess> StartFloorAsync()
    {
        if (floor is null)
        {
            var source = Path.Combine(folder, "floor-source");
            await RunAsync(folder, "new", "mvc", "--name", "Floor", "--output", source, "--no-restore");
            await File.WriteAllTextAsync(Path.Combine(source, "Controllers", "EmptyController.cs"), EmptyForm);
            floor = Path.Combine(folder, "floor");
            await RunAsync(source, "publish", "-c", "Release", "-o", floor, "-v", "quiet");
        }

        return await FloorProcess.StartAsync(Path.Combine(floor, "Floor.dll"), floor);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

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

/// <summary>The template's program, on a free port, until it is disposed of.</summary>
internal sealed class FloorProcess : IDisposable
{
    private readonly Process process;

    private FloorProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<FloorProcess> StartAsync(string program, string folder)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        using var http = new HttpClient();
        await Patience.UntilAsync("the floor answers", async () =>
        {
            try
            {
                return (await http.GetAsync(address)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return new FloorProcess(process, address);
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
