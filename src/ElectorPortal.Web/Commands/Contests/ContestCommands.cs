using System.CommandLine;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary><c>contests import</c>, <c>lists import</c>, <c>candidates import</c> and <c>results import</c>.</summary>
internal static class ContestCommands
{
    public static void AddContestCommands(this IServiceCollection services)
    {
        services.AddScoped<ImportContestFile>();
        services.AddScoped<ImportContests>();
        services.AddScoped<ImportLists>();
        services.AddScoped<ImportCandidates>();
        services.AddScoped<ImportResults>();
    }

    public static IEnumerable<Command> Create(CommandRunner runner) =>
    [
        Create<ImportContests>(runner, "contests", "Les scrutins.", "Prend en compte un fichier de scrutins.", (import, request, cancellation) => import.ExecuteAsync(request, cancellation)),
        Create<ImportLists>(
            runner, "lists", "Les listes de candidats.", "Prend en compte un fichier de listes ; les professions de foi (PDF) se trouvent à côté de lui.",
            (import, request, cancellation) => import.ExecuteAsync(request, cancellation)),
        Create<ImportCandidates>(
            runner, "candidates", "Les candidats.", "Prend en compte un fichier de candidats.", (import, request, cancellation) => import.ExecuteAsync(request, cancellation)),
        Create<ImportResults>(
            runner, "results", "Les résultats.", "Prend en compte un fichier de résultats, scrutin entier par scrutin entier.",
            (import, request, cancellation) => import.ExecuteAsync(request, cancellation)),
    ];

    private static Command Create<TImport>(
        CommandRunner runner, string name, string what, string description, Func<TImport, FileRequest, CancellationToken, Task<ContestFile>> execute)
        where TImport : notnull
    {
        var words = new FileWords();
        var import = words.Create("import", description);
        import.SetAction((parsed, cancellation) => runner.RunAsync(async services =>
        {
            var request = words.Read(parsed);
            var reading = await execute(services.GetRequiredService<TImport>(), request, cancellation);
            return Report(runner.Console, reading, request.DryRun);
        }));
        return new Command(name, what) { import };
    }

    private static int Report(CommandConsole console, ContestFile reading, bool dryRun)
    {
        reading.Rejects.ShowOn(console);
        console.WriteLine($"{reading.Sentence}.");
        if (reading.Remarks.Count > 0)
            console.WriteLine("À regarder :");
        foreach (var remark in reading.Remarks)
            console.WriteLine($"- {remark}");
        if (dryRun)
            console.WriteLine("Essai à blanc : rien n'a été écrit dans la base.");
        return reading.Rejects.Count == 0 ? ExitCodes.Done : ExitCodes.DoneWithRejects;
    }
}
