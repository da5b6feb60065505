using System.CommandLine;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary><c>electors import</c> and <c>electors remove</c>.</summary>
internal static class ElectorCommands
{
    public static void AddElectorCommands(this IServiceCollection services)
    {
        services.AddScoped<ElectorLineReader>();
        services.AddScoped<ElectorFinder>();
        services.AddScoped<ImportElectors>();
        services.AddScoped<RemoveElectors>();
    }

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("FICHIER") { Description = "Liste au format CSV (points-virgules, UTF-8)." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Dit ce qui serait fait, sans rien écrire dans la base." };
        var rejects = new Option<string?>("--rejects") { Description = "Fichier où écrire les lignes rejetées.", HelpName = "FICHIER" };

        var import = new Command("import", "Met les listes à jour d'après un fichier d'électeurs.") { file, dryRun, rejects };
        import.SetAction((words, cancellation) => runner.RunAsync(services => ImportAsync(Read(words), runner.Console, services, cancellation)));

        var remove = new Command("remove", "Radie des listes les électeurs d'un fichier, jusqu'à la veille du vote.") { file, dryRun, rejects };
        remove.SetAction((words, cancellation) => runner.RunAsync(services => RemoveAsync(Read(words), runner.Console, services, cancellation)));

        return new Command("electors", "Les électeurs.") { import, remove };

        ElectorFile Read(ParseResult words) => new()
        {
            Path = words.GetRequiredValue(file),
            RejectsPath = words.GetValue(rejects),
            DryRun = words.GetValue(dryRun),
        };
    }

    private static async Task<int> ImportAsync(
        ElectorFile request, CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        var (summary, rejects) = await services.GetRequiredService<ImportElectors>().ExecuteAsync(request, cancellation);
        rejects.ShowOn(console);
        SummaryPrinter.Print(summary, console, request.DryRun);
        return rejects.Count == 0 ? ExitCodes.Done : ExitCodes.DoneWithRejects;
    }

    private static async Task<int> RemoveAsync(
        ElectorFile request, CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        var voting = services.GetRequiredService<Election>().Voting;
        if (!RollRules.MayRemove(voting, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime))
        {
            console.WriteError($"Le vote ouvre le {FrenchDates.Full(voting.Opens!.Value)} : les radiations n'étaient possibles que jusqu'à la veille.");
            return ExitCodes.Failed;
        }

        var summary = await services.GetRequiredService<RemoveElectors>().ExecuteAsync(request, cancellation);
        summary.Rejects.ShowOn(console);
        console.WriteLine(
            $"{CommandConsole.Count(summary.Removed)} électeur(s) radié(s), {CommandConsole.Count(summary.AlreadyRemoved)} déjà radié(s), "
            + $"{CommandConsole.Count(summary.Rejects.Count)} ligne(s) rejetée(s).");
        if (request.DryRun)
            console.WriteLine("Essai à blanc : rien n'a été écrit dans la base.");
        return summary.Rejects.Count == 0 ? ExitCodes.Done : ExitCodes.DoneWithRejects;
    }
}
