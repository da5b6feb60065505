using System.CommandLine;

namespace ElectorPortal.Web.Commands;

/// <summary>The operator's commands; without one, the program serves.</summary>
internal static class PortalCommandLine
{
    private const string Serve = "serve";

    /// <summary>Whether the arguments name a command, rather than settings of the web server.</summary>
    public static bool IsCommand(string[] args) => args switch
    {
        [] or [Serve, ..] => false,
        ["-h" or "-?" or "--help" or "--version", ..] => true,
        [var first, ..] => !first.StartsWith('-'),
    };

    public static string[] ServerArguments(string[] args) => args is [Serve, .. var rest] ? rest : args;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Le portail électeur : sans commande, il sert les pages.");
        var outcome = root.Parse(args);
        var code = await outcome.InvokeAsync();
        return outcome.Errors.Count > 0 ? ExitCodes.WrongUsage : code;
    }
}
