using System.CommandLine;
using System.CommandLine.Parsing;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Data.Invariants;
using ElectorPortal.Web.Security.Seals;

namespace ElectorPortal.Web.Commands;

/// <summary><c>database migrate</c> and <c>database check</c>.</summary>
internal static class DatabaseCommands
{
    public static Command Create(CommandRunner runner)
    {
        var migrate = new Command("migrate", "Amène la base à la version du programme.");
        migrate.SetAction((_, cancellation) => runner.RunUnpreparedAsync(services => MigrateAsync(runner.Console, services, cancellation)));

        var note = new Option<ChainNote?>("--head")
        {
            Description = "Une tête de la chaîne du journal notée auparavant ; la chaîne doit y passer.",
            HelpName = "POSITION:EMPREINTE",
            CustomParser = ParseNote,
        };
        var check = new Command("check", "Vérifie les garanties du portail dans la base ; code 1 si l'une est rompue.") { note };
        check.SetAction((words, cancellation) =>
            runner.RunAsync(services => CheckAsync(runner.Console, services, words.GetValue(note), cancellation)));

        return new Command("database", "La base de données du portail.") { migrate, check };
    }

    private static ChainNote? ParseNote(ArgumentResult words)
    {
        if (ChainNote.TryParse(words.Tokens[0].Value, out var note))
            return note;

        words.AddError("--head attend une tête telle que la commande l'affiche : 1234:0123456789abcdef.");
        return null;
    }

    private static async Task<int> MigrateAsync(CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        var applied = await services.GetRequiredService<DatabasePreparation>().MigrateAsync(cancellation);
        foreach (var migration in applied)
            console.WriteLine($"Migration appliquée : {migration}");
        console.WriteLine("La base est à jour.");
        return ExitCodes.Done;
    }

    private static async Task<int> CheckAsync(
        CommandConsole console, IServiceProvider services, ChainNote? note, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var terms = ActivatorUtilities.CreateInstance<CheckTerms>(services);
        var broken = 0;
        foreach (var invariant in PortalInvariants.All)
        {
            var verdict = await invariant.CheckAsync(db, terms, cancellation);
            broken += verdict.Count > 0 ? 1 : 0;
            console.WriteLine(verdict.Count == 0
                ? $"ok      {invariant.Name}"
                : $"ROMPU   {invariant.Name} : {CommandConsole.Count(verdict.Count)} cas ({string.Join(", ", verdict.Examples)})");
        }

        var chain = await services.GetRequiredService<JournalChain>().VerifyAsync(note, cancellation);
        broken += chain.Broken is null ? 0 : 1;
        console.WriteLine(ChainTexts.Of(chain));
        console.WriteLine(ChainTexts.Of(chain.Head));

        var all = PortalInvariants.All.Count + 1;
        console.WriteLine(broken == 0 ? $"Les {all} garanties sont tenues." : $"{broken} garantie(s) sur {all} ne sont pas tenues.");
        return broken == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
