using System.CommandLine;
using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Retention;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Commands.Purge;

/// <summary><c>purge</c>.</summary>
internal static class PurgeCommands
{
    public static Command Create(CommandRunner runner)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Compte ce qui serait effacé, sans rien effacer." };
        var everything = new Option<bool>("--everything")
        {
            Description = "Détruit en outre tout ce qui concerne les électeurs, une fois passé le délai de recours (Retention:AppealsClose).",
        };
        var purge = new Command("purge", "Efface ce qui ne sert plus : sessions finies, codes et liens périmés, essais, numéros, journal de plus de deux ans.")
        {
            dryRun, everything,
        };
        purge.SetAction((words, cancellation) => runner.RunAsync(async services =>
        {
            var isTrial = words.GetValue(dryRun);
            if (words.GetValue(everything))
                EnsureMayDestroy(services);

            Show(runner.Console, await services.GetRequiredService<PurgeExpired>().ExecuteAsync(isTrial, cancellation));
            var code = await PurgeJournalAsync(runner.Console, services, isTrial, cancellation);
            if (words.GetValue(everything))
                Show(runner.Console, await services.GetRequiredService<DestroyElection>().ExecuteAsync(isTrial, cancellation));
            if (isTrial)
                runner.Console.WriteLine("Essai à blanc : rien n'a été effacé.");
            return code;
        }));
        return purge;
    }

    private static void EnsureMayDestroy(IServiceProvider services)
    {
        switch (services.GetRequiredService<DestroyElection>().Check())
        {
            case DestructionRefusal.NoDate:
                throw new CommandFailure("Retention:AppealsClose n'est pas réglé : tant que la fin du délai de recours n'est pas connue, rien n'est détruit.");
            case DestructionRefusal.TooEarly:
                var closes = services.GetRequiredService<RetentionOptions>().AppealsCloseUtc!.Value;
                throw new CommandFailure($"Des recours sont possibles jusqu'au {FrenchDates.Full(closes)} : rien n'est détruit avant.");
        }
    }

    private static async Task<int> PurgeJournalAsync(CommandConsole console, IServiceProvider services, bool isTrial, CancellationToken cancellation)
    {
        try
        {
            Show(console, await services.GetRequiredService<PurgeJournal>().ExecuteAsync(isTrial, cancellation));
            return ExitCodes.Done;
        }
        catch (Exception failure) when (DatabaseRights.IsDenied(failure))
        {
            console.WriteError("Les entrées du journal de plus de deux ans restent : ce compte n'a pas le droit de les effacer. Relancez avec le compte propriétaire de la base.");
            return ExitCodes.Failed;
        }
    }

    private static void Show(CommandConsole console, IEnumerable<Purged> purged)
    {
        foreach (var (what, count) in purged)
            console.WriteLine($"{CommandConsole.Count(count),10}  {what}");
    }
}
