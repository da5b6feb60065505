using System.CommandLine;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Commands.PersonalData;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary><c>electors import</c>, <c>electors remove</c> and <c>electors export</c>.</summary>
internal static class ElectorCommands
{
    public static void AddElectorCommands(this IServiceCollection services)
    {
        services.AddScoped<ElectorLineReader>();
        services.AddScoped<ElectorFinder>();
        services.AddScoped<ImportElectors>();
        services.AddScoped<RemoveElectors>();
        services.AddScoped<ExportPersonalData>();
    }

    public static Command Create(CommandRunner runner)
    {
        var words = new FileWords();
        var import = words.Create("import", "Met les listes à jour d'après un fichier d'électeurs.");
        import.SetAction((parsed, cancellation) => runner.RunAsync(services => ImportAsync(words.Read(parsed), runner.Console, services, cancellation)));

        var remove = words.Create("remove", "Radie des listes les électeurs d'un fichier, jusqu'à la veille du vote.");
        remove.SetAction((parsed, cancellation) => runner.RunAsync(services => RemoveAsync(words.Read(parsed), runner.Console, services, cancellation)));

        return new Command("electors", "Les électeurs.") { import, remove, CreateExport(runner) };
    }

    private static Command CreateExport(CommandRunner runner)
    {
        var address = new Argument<string>("ADRESSE") { Description = "Une adresse de l'électeur." };
        var file = new Option<string>("--out") { Description = "Fichier JSON à créer ; il ne doit pas exister.", HelpName = "FICHIER", Required = true };
        var export = new Command("export", "Met dans un fichier tout ce que le portail conserve sur un électeur : le droit d'accès.") { address, file };
        export.SetAction((words, cancellation) => runner.RunAsync(async services =>
        {
            if (!EmailAddress.TryParse(words.GetRequiredValue(address), out var known))
                throw new CommandFailure($"« {words.GetRequiredValue(address)} » n'est pas une adresse de messagerie.");

            var path = words.GetRequiredValue(file);
            await services.GetRequiredService<ExportPersonalData>().ExecuteAsync(known, path, cancellation);
            runner.Console.WriteLine($"Tout ce que le portail conserve sur cet électeur est dans « {path} », lisible par son seul propriétaire.");
            return ExitCodes.Done;
        }));
        return export;
    }

    private static async Task<int> ImportAsync(
        FileRequest request, CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        var (summary, rejects) = await services.GetRequiredService<ImportElectors>().ExecuteAsync(request, cancellation);
        rejects.ShowOn(console);
        SummaryPrinter.Print(summary, console, request.DryRun);
        return rejects.Count == 0 ? ExitCodes.Done : ExitCodes.DoneWithRejects;
    }

    private static async Task<int> RemoveAsync(
        FileRequest request, CommandConsole console, IServiceProvider services, CancellationToken cancellation)
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
