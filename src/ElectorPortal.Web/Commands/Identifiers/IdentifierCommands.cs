using System.CommandLine;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <summary><c>identifiers issue</c>.</summary>
internal static class IdentifierCommands
{
    public static void AddIdentifierCommands(this IServiceCollection services) => services.AddScoped<IssueIdentifiers>();

    public static Command Create(CommandRunner runner)
    {
        var file = new Option<string>("--out")
        {
            Description = "Fichier des notices de vote à créer ; il ne doit pas exister.",
            HelpName = "FICHIER",
        };
        var issue = new Command("issue", "Donne un premier identifiant à chaque électeur qui n'en a pas.") { file };
        issue.Validators.Add(words =>
        {
            if (string.IsNullOrWhiteSpace(words.GetValue(file)))
                words.AddError("L'option --out FICHIER est obligatoire.");
        });
        issue.SetAction((words, cancellation) =>
            runner.RunAsync(services => IssueAsync(words.GetRequiredValue(file), runner.Console, services, cancellation)));
        return new Command("identifiers", "Les identifiants électeurs.") { issue };
    }

    private static async Task<int> IssueAsync(
        string path, CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        var (issued, recovered) = await services.GetRequiredService<IssueIdentifiers>().ExecuteAsync(path, cancellation);
        if (recovered)
            console.WriteLine("Une délivrance précédente avait été interrompue après son enregistrement : son fichier est rétabli tel quel.");
        console.WriteLine($"{CommandConsole.Count(issued)} identifiant(s) dans « {path} », lisible par son seul propriétaire.");
        if (recovered)
            console.WriteLine("Relancez la commande avec un autre nom de fichier pour les électeurs arrivés depuis.");
        else
            console.WriteLine("Ce fichier est le seul endroit où ces identifiants se lisent : imprimez les notices, puis détruisez-le.");
        return ExitCodes.Done;
    }
}
