using System.CommandLine;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Demo;

namespace ElectorPortal.Web.Commands;

/// <summary><c>demo reset</c>.</summary>
internal static class DemoCommands
{
    public static Command Create(CommandRunner runner)
    {
        var reset = new Command("reset", "Recrée la base avec les seuls électeurs et agents de démonstration (environnement Development seulement).");
        reset.SetAction((_, cancellation) => runner.RunUnpreparedAsync(services => ResetAsync(runner.Console, services, cancellation)));
        return new Command("demo", "La démonstration.") { reset };
    }

    private static async Task<int> ResetAsync(CommandConsole console, IServiceProvider services, CancellationToken cancellation)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            console.WriteError("demo reset efface la base : la commande n'existe que dans l'environnement Development.");
            return ExitCodes.WrongUsage;
        }

        await services.GetRequiredService<PortalDbContext>().Database.EnsureDeletedAsync(cancellation);
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(cancellation);
        await services.GetRequiredService<DemonstrationContests>().AddToEmptyDatabaseAsync(cancellation);
        await services.GetRequiredService<DemonstrationElectors>().AddToEmptyDatabaseAsync(cancellation);
        await services.GetRequiredService<DemonstrationAgents>().AddToEmptyDatabaseAsync(cancellation);
        console.WriteLine($"La base est recréée avec {DemonstrationElectors.All.Count} électeurs et {DemonstrationAgents.All.Count} agents de démonstration.");
        console.WriteLine("Redémarrez le portail s'il tournait : il tenait encore l'ancienne base.");
        return ExitCodes.Done;
    }
}
