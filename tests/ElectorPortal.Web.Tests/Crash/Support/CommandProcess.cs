using System.Diagnostics;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>A command of the portal as a process of its own, from the built program.</summary>
internal static class CommandProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ElectorPortal.Web.dll");

    /// <param name="app">On whose database it runs, with whose settings.</param>
    public static Process Start(PortalApp app, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in app.Settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Test";
        return Process.Start(start)!;
    }
}
