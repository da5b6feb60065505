using System.CommandLine;

namespace ElectorPortal.Web.Commands.Bounces;

/// <summary><c>bounces import</c>.</summary>
internal static class BounceCommands
{
    public static void AddBounceCommands(this IServiceCollection services) => services.AddScoped<ImportBounces>();

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("FICHIER")
        {
            Description = "Un message, un dossier de messages (fichiers .eml, Maildir), ou - pour l'entrée standard.",
        };
        var import = new Command("import", "Enregistre ce que les serveurs de messagerie disent des courriels qu'ils n'ont pu distribuer.") { file };
        import.SetAction((words, cancellation) =>
            runner.RunAsync(services => ImportAsync(words.GetRequiredValue(file), runner.Console, services, cancellation)));
        return new Command("bounces", "Les courriels revenus.") { import };
    }

    private static async Task<int> ImportAsync(
        string path, CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        var summary = await services.GetRequiredService<ImportBounces>().ExecuteAsync(path, cancellation);
        foreach (var (name, reason) in summary.Unread)
            console.WriteError($"{name} : {reason}");

        console.WriteLine(
            $"{CommandConsole.Count(summary.Failed)} échec(s), {CommandConsole.Count(summary.Delivered)} distribution(s) confirmée(s) et "
            + $"{CommandConsole.Count(summary.Delayed)} retard(s) enregistrés ; {CommandConsole.Count(summary.Known)} rapport(s) sans rien de "
            + $"nouveau, {CommandConsole.Count(summary.HandedOn)} simple(s) relais, {CommandConsole.Count(summary.Unread.Count)} message(s) "
            + "non compris.");
        return summary.Unread.Count == 0 ? ExitCodes.Done : ExitCodes.DoneWithRejects;
    }
}
