using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using ElectorPortal.Web.Commands.Agents;
using ElectorPortal.Web.Commands.Bounces;
using ElectorPortal.Web.Commands.Contests;
using ElectorPortal.Web.Commands.Electors;
using ElectorPortal.Web.Commands.Identifiers;
using ElectorPortal.Web.Commands.Invitations;
using ElectorPortal.Web.Commands.Purge;

namespace ElectorPortal.Web.Commands;

/// <summary>The operator's commands; without one, the program serves.</summary>
internal static class PortalCommandLine
{
    private const string Serve = "serve";

    /// <summary>Whether the arguments name a command, rather than settings of the web server.</summary>
    public static bool IsCommand(string[] args) => args.Where(arg => !IsSetting(arg)).ToArray() switch
    {
        [] or [Serve, ..] => false,
        ["-h" or "-?" or "--help" or "--version", ..] => true,
        [var first, ..] => !first.StartsWith('-'),
    };

    public static string[] ServerArguments(string[] args) => args is [Serve, .. var rest] ? rest : args;

    /// <param name="args">The command; settings may stand among its words, as for the web server: <c>--Database:Provider=PostgreSql</c>.</param>
    public static async Task<int> RunAsync(string[] args, CommandSurroundings? surroundings = null)
    {
        // The library that reads the command line speaks the language of the thread.
        CultureInfo.CurrentUICulture = FrenchDates.Culture;

        var settings = args.Where(IsSetting).ToArray();
        var runner = new CommandRunner(settings, surroundings ?? CommandSurroundings.Terminal());
        var outcome = Root(runner).Parse(args.Where(arg => !IsSetting(arg)).ToArray());
        if (outcome.Errors.Count == 0 || outcome.Action is HelpAction)
            return await outcome.InvokeAsync(runner.Console.ToConfiguration());

        foreach (var error in outcome.Errors.DistinctBy(error => error.Message))
            runner.Console.WriteError(error.Message);
        runner.Console.WriteError($"Aide : {CommandPath(outcome.CommandResult)} --help");
        return ExitCodes.WrongUsage;
    }

    /// <summary>All commands, none run.</summary>
    internal static RootCommand Root(CommandRunner runner)
    {
        var root = new RootCommand("Le portail électeur : sans commande, il sert les pages.")
        {
            new Command(Serve, "Sert les pages (sans commande, c'est ce que fait le programme)."),
            DatabaseCommands.Create(runner),
            ElectorCommands.Create(runner),
            IdentifierCommands.Create(runner),
            InvitationCommands.Create(runner),
            BounceCommands.Create(runner),
            AgentCommands.Create(runner),
            PurgeCommands.Create(runner),
            DemoCommands.Create(runner),
        };
        foreach (var command in ContestCommands.Create(runner))
            root.Add(command);
        root.Options.OfType<HelpOption>().Single().Description = "Affiche cette aide.";
        return root;
    }

    private static bool IsSetting(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal)
        && arg.Split('=', 2) is [var key, _]
        && (key.Contains(':', StringComparison.Ordinal) || key is "--environment" or "--contentRoot");

    private static string CommandPath(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent
            ? $"{CommandPath(parent)} {result.Command.Name}"
            : result.Command.Name;
}
