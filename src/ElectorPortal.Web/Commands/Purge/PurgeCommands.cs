using System.CommandLine;

namespace ElectorPortal.Web.Commands.Purge;

/// <summary><c>purge</c>.</summary>
internal static class PurgeCommands
{
    public static void AddPurgeCommands(this IServiceCollection services) => services.AddScoped<PurgeExpired>();

    public static Command Create(CommandRunner runner)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Compte ce qui serait effacé, sans rien effacer." };
        var purge = new Command("purge", "Efface ce qui ne sert plus : sessions finies, codes et liens périmés, essais anciens.") { dryRun };
        purge.SetAction((words, cancellation) => runner.RunAsync(async services =>
        {
            var isTrial = words.GetValue(dryRun);
            foreach (var (what, count) in await services.GetRequiredService<PurgeExpired>().ExecuteAsync(isTrial, cancellation))
                runner.Console.WriteLine($"{CommandConsole.Count(count),10}  {what}");
            if (isTrial)
                runner.Console.WriteLine("Essai à blanc : rien n'a été effacé.");
            return ExitCodes.Done;
        }));
        return purge;
    }
}
