using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Crash.Inside;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>
/// The portal as a process of its own, from the built program, on a free port. It ends with the process of the tests, however that ends.
/// </summary>
internal sealed partial class PortalProcess(IReadOnlyDictionary<string, string?> settings, string folder) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> log = new();
    private Process? process;
    private TaskCompletionSource<Uri> listening = new();

    /// <summary>Runs as it does at work, which takes longer to warm up.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Zero: another one after each start.</summary>
    public int Port { get; init; }

    public int Id => process!.Id;

    public bool IsRunning => process is { HasExited: false };

    public bool IsStopped { get; private set; }

    public Uri Address => listening.Task.Result;

    /// <summary>What it printed since the first start.</summary>
    public string Log => string.Join('\n', log);

    public async Task StartAsync()
    {
        listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Process.Start(StartInfo())!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Patience.UntilAsync("the portal listens", () => listening.Task.IsCompleted || !IsRunning);
        Assert.True(listening.Task.IsCompletedSuccessfully, $"The portal did not start:\n{Log}");
    }

    /// <summary>Without a word: nothing of the portal runs any more.</summary>
    public async Task KillAsync()
    {
        Signal.Kill.Send(Id);
        await DeathAsync();
    }

    /// <summary>As the operating system asks a service to end.</summary>
    public async Task TerminateAsync()
    {
        Signal.Terminate.Send(Id);
        await DeathAsync();
    }

    /// <summary>Freezes it between two instructions, as a suspended virtual machine.</summary>
    public void Stop()
    {
        IsStopped = true;
        Signal.Stop.Send(Id);
    }

    public void Continue()
    {
        Signal.Continue.Send(Id);
        IsStopped = false;
    }

    /// <summary>Returns once it has ended by itself, or by what struck it.</summary>
    public Task DeathAsync() => Patience.UntilAsync("the portal ends", () => !IsRunning);

    public async Task RestartAsync()
    {
        if (IsRunning)
            await KillAsync();
        process?.Dispose();
        IsStopped = false;
        log.Enqueue("-- started again");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            await KillAsync();
        process?.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var start = CommandProcess.StartInfo(settings);
        start.RedirectStandardInput = true;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(PortalInside).Assembly.Location;
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(PortalInside).Assembly.GetName().Name;
        start.Environment[PortalInside.FolderVariable] = folder;
        if (IsMeasured)
        {
            // Nothing listens to its statements.
            start.Environment[PortalInside.MeasuredVariable] = "1";
        }
        else
        {
            // Its life is short: nothing is worth compiling twice.
            start.Environment["DOTNET_TieredPGO"] = "0";
            start.Environment["DOTNET_TC_CallCounting"] = "0";
            start.Environment["DOTNET_gcConcurrent"] = "0";
        }

        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        log.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
