using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>What one run of wrk gave.</summary>
/// <param name="Slowest">Of a hundred requests, the time of the slowest but one, in milliseconds.</param>
internal sealed record WrkRun(double PerSecond, double Slowest);

/// <summary>Debian's wrk: as many requests as come through on so many connections.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    /// <param name="script">In Lua; null for a plain GET of that address.</param>
    /// <exception cref="InvalidOperationException">Requests failed or were refused, or wrk is not installed.</exception>
    public static async Task<WrkRun> RunAsync(Uri address, int seconds, string? script = null, int connections = Connections)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script ?? "");
            var start = new ProcessStartInfo(
                "wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", file, "-H", $"Host: {new Uri(PortalApp.PublicBaseUrl).Host}", address.ToString()])
            {
                RedirectStandardOutput = true,
            };
            using var wrk = Process.Start(start)!;
            var said = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            if (wrk.ExitCode != 0 || Failures().IsMatch(said))
                throw new InvalidOperationException($"Requests to {address} failed: {said}");

            return new WrkRun(Number(PerSecond().Match(said).Groups[1].Value), Milliseconds(Slowest().Match(said)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Milliseconds(Match match) => Number(match.Groups[1].Value) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Slowest();

    [GeneratedRegex(@"Non-2xx or 3xx responses|Socket errors: connect [1-9]")]
    private static partial Regex Failures();
}
