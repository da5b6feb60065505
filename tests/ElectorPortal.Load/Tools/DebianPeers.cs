using System.Diagnostics;
using System.Globalization;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <summary>Peers whose programs are Debian's packages. A machine need not have them, except in continuous integration.</summary>
internal static class DebianPeers
{
    private const string Packages = "/usr/bin/dpkg-query";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Peers");

    /// <summary>A page in Django.</summary>
    /// <param name="page">Its file, in Django's own language; it may be a form that asks for a password.</param>
    /// <param name="hash">Of the password that it accepts, by bcrypt.</param>
    /// <returns>Null where one of its packages is not installed.</returns>
    public static Task<PeerProcess?> StartDjangoAsync(string page, int processes, string hash = "") => StartAsync(
        ["python3-django", "python3-bcrypt", "gunicorn"], "gunicorn",
        address => ["--bind", address.Authority, "--workers", Text(processes), "django_pages:application"],
        ("PAGE", page), ("HASH", hash), ("PYTHONDONTWRITEBYTECODE", "1"));

    /// <summary>The sign-in in Rails.</summary>
    /// <param name="hash">Of the password that it accepts, by bcrypt.</param>
    /// <returns>Null where one of its packages is not installed.</returns>
    public static Task<PeerProcess?> StartRailsAsync(int processes, string hash) => StartAsync(
        ["ruby-railties", "ruby-bcrypt", "puma"], "puma",
        address => ["--bind", $"tcp://{address.Authority}", "--workers", Text(processes), "--preload", "rails_sign_in.ru"],
        ("HASH", hash), ("RAILS_ENV", "production"));

    private static async Task<PeerProcess?> StartAsync(
        IReadOnlyList<string> packages, string program, Func<Uri, IEnumerable<string>> arguments, params (string Name, string? Value)[] settings)
    {
        if (await AreInstalledAsync(packages))
            return await PeerProcess.StartAsync(Folder, program, arguments, _ => settings);

        return Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new InvalidOperationException($"Not all of {string.Join(", ", packages)} are installed.")
            : null;
    }

    private static async Task<bool> AreInstalledAsync(IReadOnlyList<string> packages)
    {
        if (!File.Exists(Packages))
            return false;

        using var query = Process.Start(
            new ProcessStartInfo(Packages, ["--show", .. packages]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        query.BeginOutputReadLine();
        query.BeginErrorReadLine();
        await query.WaitForExitAsync();
        return query.ExitCode == 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
