using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>Commands on the database and with the settings and the clock of a portal that runs.</summary>
internal static class CommandsOfPortal
{
    /// <returns>All that the operator reads.</returns>
    public static async Task<(int Code, string Said)> RunCommandAsync(this PortalApp app, params string[] command)
    {
        using var said = new StringWriter();
        var code = await PortalCommandLine.RunAsync(
            [.. command, "--environment=Test", .. app.Settings.Where(setting => setting.Value is not null).Select(setting => $"--{setting.Key}={setting.Value}")],
            new CommandSurroundings { Output = said, Error = said, Services = services => services.AddSingleton<TimeProvider>(app.Time) });
        return (code, said.ToString());
    }
}
