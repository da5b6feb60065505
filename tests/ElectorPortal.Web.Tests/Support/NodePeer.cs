using System.Diagnostics;
using System.Text.Json;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>
/// A program of <c>tests/Peers</c>, run by Node. It ends with its standard input, hence with this process, however that ends.
/// Without Node the tests that need a peer fail: they are never skipped.
/// </summary>
public sealed class NodePeer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Peers");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private readonly Process process;

    private NodePeer(Process process, JsonElement greeting)
    {
        this.process = process;
        Greeting = greeting;
    }

    /// <summary>The first line that the program printed, when it was ready.</summary>
    public JsonElement Greeting { get; }

    public static async Task<NodePeer> StartAsync(string script, params string[] arguments)
    {
        await Installed.Value;
        var process = Start("node", [script, .. arguments]);
        var greeting = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{script} ended before it was ready.");
        return new NodePeer(process, JsonSerializer.Deserialize<JsonElement>(greeting));
    }

    /// <summary>Asks by one line, is answered by one line.</summary>
    public async Task<JsonElement> AskAsync(object question)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
        await process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize<JsonElement>((await process.StandardOutput.ReadLineAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Task InstallAsync() => Task.Run(() =>
    {
        // Several test programs may start at once.
        using var one = new Mutex(initiallyOwned: false, "elector-portal-peers");
        one.WaitOne();
        try
        {
            if (IsUpToDate())
                return;

            using var npm = Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
            npm.StandardInput.Close();
            npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            if (npm.ExitCode != 0)
                throw new InvalidOperationException("npm ci failed in tests/Peers.");
        }
        finally
        {
            one.ReleaseMutex();
        }
    });

    private static bool IsUpToDate()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}

