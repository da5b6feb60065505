using System.Diagnostics;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>A program that serves pages on a free port, until it is disposed of.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    private PeerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="arguments">Once its address is known.</param>
    /// <param name="settings">Variables of its environment, likewise; one that is null is not set.</param>
    public static async Task<PeerProcess> StartAsync(
        string folder, string program, Func<Uri, IEnumerable<string>> arguments, Func<Uri, IEnumerable<(string Name, string? Value)>> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var start = new ProcessStartInfo(program, arguments(address)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings(address))
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peer = new PeerProcess(process, address);
        using var http = new HttpClient();
        await Patience.UntilAsync($"{program} answers", async () =>
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
        return peer;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
