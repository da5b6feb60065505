using System.Diagnostics;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>The portal as a process of its own, from the built program: a command here, the web server in <see cref="PortalProcess"/>.</summary>
internal static class CommandProcess
{
    /// <summary>The built program beside the tests, where nobody has named another.</summary>
    public static string Program { get; set; } = Path.Combine(AppContext.BaseDirectory, "ElectorPortal.Web.dll");

    /// <param name="app">On whose database it runs, with whose settings.</param>
    public static Process Start(PortalApp app, params string[] arguments) => Process.Start(StartInfo(app.Settings, arguments))!;

    /// <param name="settings">Keys as in the settings files.</param>
    public static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Test";
        return start;
    }
}
