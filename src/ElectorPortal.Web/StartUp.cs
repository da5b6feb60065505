using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Demo;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web;

/// <summary>What must hold before the first request, or before a command: sound settings, an up-to-date database.</summary>
internal static class StartUp
{
    /// <returns>False where the portal must not start; the reasons were then written, all of them.</returns>
    public static async Task<bool> PrepareAsync(IHost host, TextWriter error)
    {
        if (!await HasSoundSettingsAsync(host, error))
            return false;

        await using var scope = host.Services.CreateAsyncScope();
        var preparation = scope.ServiceProvider.GetRequiredService<DatabasePreparation>();
        if (MigratesByItself(host.Services))
        {
            await preparation.MigrateAsync();
        }
        else if (await preparation.PendingAsync() is { Count: > 0 } pending)
        {
            await error.WriteLineAsync(
                $"La base n'est pas à jour ({pending.Count} migration(s) en attente). Lancez d'abord : database migrate");
            return false;
        }

        return await CanOpenKeysAsync(host, error);
    }

    /// <summary>Drawn before any transaction, which would lock the embedded database against this write.</summary>
    private static async Task<bool> CanOpenKeysAsync(IHost host, TextWriter error)
    {
        try
        {
            _ = host.Services.GetRequiredService<HashKey>().Value;
            return true;
        }
        catch (CryptographicException)
        {
            await error.WriteLineAsync(
                "Les clés de cette base ne s'ouvrent pas avec le certificat de DataProtection:CertificatePath : ce n'est pas celui de cette installation. "
                + "Rien n'a été modifié. Remettez le bon certificat, et son mot de passe.");
            return false;
        }
    }

    /// <summary>Before the first request of the web server.</summary>
    /// <returns>Null where it may serve; otherwise the exit code of the program, which has said why.</returns>
    public static async Task<int?> PrepareServerAsync(IHost host)
    {
        try
        {
            if (!await PrepareAsync(host, Console.Error))
                return ExitCodes.WrongUsage;

            await AddDemonstrationAsync(host);
            return null;
        }
        catch (Exception failure) when (failure.GetBaseException() is DbException or SocketException)
        {
            await Console.Error.WriteLineAsync(
                $"Le portail ne peut pas démarrer : la base de données ne répond pas ou a refusé le travail. Sa réponse : {failure.GetBaseException().Message}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>In Development, gives an empty database somebody who can try the portal.</summary>
    private static async Task AddDemonstrationAsync(IHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemonstrationContests>().AddToEmptyDatabaseAsync();
        await scope.ServiceProvider.GetRequiredService<DemonstrationElectors>().AddToEmptyDatabaseAsync();
        await scope.ServiceProvider.GetRequiredService<DemonstrationAgents>().AddToEmptyDatabaseAsync();
    }

    public static async Task<bool> HasSoundSettingsAsync(IHost host, TextWriter error)
    {
        var problems = Problems(host.Services).ToList();
        if (problems.Count == 0)
            return true;

        await error.WriteLineAsync("Le portail ne peut pas démarrer. À corriger dans les réglages :");
        foreach (var problem in problems)
            await error.WriteLineAsync($"- {problem}");
        return false;
    }

    /// <summary>A server's database is migrated by the operator's own decision; the embedded one, and any in Development, by itself.</summary>
    private static bool MigratesByItself(IServiceProvider services) =>
        services.GetRequiredService<IHostEnvironment>().IsDevelopment()
        || services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite;

    private static IEnumerable<string> Problems(IServiceProvider services) =>
        services.GetServices<SectionCheck>().SelectMany(check => Problems(check, services)).Distinct();

    private static IEnumerable<string> Problems(SectionCheck check, IServiceProvider services)
    {
        try
        {
            check.Run(services);
            return [];
        }
        catch (OptionsValidationException failure)
        {
            return failure.Failures;
        }
        catch (InvalidOperationException failure)
        {
            // A value of the wrong type: the binder names the key and the type it expected.
            return [failure.Message];
        }
    }
}
