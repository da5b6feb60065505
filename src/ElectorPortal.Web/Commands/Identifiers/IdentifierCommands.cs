using System.CommandLine;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <summary><c>identifiers issue</c>.</summary>
internal static class IdentifierCommands
{
    public static void AddIdentifierCommands(this IServiceCollection services) => services
        .AddScoped<IssueIdentifiers>()
        .AddScoped<LetterPrinter>()
        .AddScoped<PrintLetters>();

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
        return new Command("identifiers", "Les identifiants électeurs.") { issue, CreateLetters(runner) };
    }

    private static Command CreateLetters(CommandRunner runner)
    {
        var notices = new Argument<string>("FICHIER") { Description = "Fichier de notices, tel que identifiers issue l'écrit." };
        var file = new Option<string>("--out") { Description = "Fichier PDF à créer ; il ne doit pas exister.", HelpName = "FICHIER", Required = true };
        var academy = new Option<string?>("--academie") { Description = "Une seule académie.", HelpName = "ACADÉMIE" };
        var letters = new Command("letters", "Met les notices en lettres prêtes à imprimer, une page chacune.") { notices, file, academy };
        letters.SetAction((words, cancellation) => runner.RunAsync(async services =>
        {
            var request = new LetterRequest(words.GetRequiredValue(notices), words.GetRequiredValue(file), words.GetValue(academy));
            var count = await services.GetRequiredService<PrintLetters>().ExecuteAsync(request, cancellation);
            runner.Console.WriteLine($"{CommandConsole.Count(count)} lettre(s) dans « {request.LettersPath} », lisible par son seul propriétaire. Détruisez ce fichier une fois imprimé.");
            return ExitCodes.Done;
        }));
        return letters;
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
