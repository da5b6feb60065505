using System.Diagnostics;
using System.Globalization;

namespace ElectorPortal.Load.Tools;

/// <summary>The system's own bcrypt (libxcrypt, by way of Perl), one process per core.</summary>
internal static class NativeBcrypt
{
    private const string Loop =
        """use Time::HiRes qw(time); my ($n, $s) = (0, time); while (time - $s < $ARGV[0]) { crypt("Chemin-de-fer" . $n++, $ARGV[1]) } printf "%.3f\n", $n / (time - $s);""";

    /// <returns>Hashes a second, all cores together.</returns>
    public static async Task<double> MeasureAsync(int seconds, int cost)
    {
        var rates = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => RunAsync(seconds, $"$2b${cost:00}$CCCCCCCCCCCCCCCCCCCCC.")));
        return rates.Sum();
    }

    private static async Task<double> RunAsync(int seconds, string setting)
    {
        using var process = Process.Start(
            new ProcessStartInfo("perl", ["-e", Loop, seconds.ToString(CultureInfo.InvariantCulture), setting]) { RedirectStandardOutput = true })!;
        return double.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }
}
