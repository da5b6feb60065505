using System.Data.Common;
using System.Net.Sockets;
using ElectorPortal.Web.Commands.Agents;
using ElectorPortal.Web.Commands.Bounces;
using ElectorPortal.Web.Commands.Contests;
using ElectorPortal.Web.Commands.Electors;
using ElectorPortal.Web.Commands.Identifiers;
using ElectorPortal.Web.Commands.Invitations;
using Microsoft.Extensions.Logging.Console;

namespace ElectorPortal.Web.Commands;

/// <summary>Runs one command in the services of the portal, and turns what goes wrong into an exit code and a sentence.</summary>
internal sealed class CommandRunner(string[] settings, CommandSurroundings surroundings)
{
    public CommandConsole Console { get; } = new(surroundings);

    /// <summary>Runs work that needs a database of the program's version.</summary>
    public Task<int> RunAsync(Func<IServiceProvider, Task<int>> work) =>
        RunAsync(host => StartUp.PrepareAsync(host, surroundings.Error), work);

    /// <summary>Runs work that brings the database to its state by itself.</summary>
    public Task<int> RunUnpreparedAsync(Func<IServiceProvider, Task<int>> work) =>
        RunAsync(host => StartUp.HasSoundSettingsAsync(host, surroundings.Error), work);

    private async Task<int> RunAsync(Func<IHost, Task<bool>> prepare, Func<IServiceProvider, Task<int>> work)
    {
        try
        {
            await using var host = Build();
            if (!await prepare(host))
                return ExitCodes.WrongUsage;

            await using var scope = host.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        catch (Exception failure) when (Explain(failure) is { } explanation)
        {
            Console.WriteError(explanation);
            return ExitCodes.Failed;
        }
    }

    private WebApplication Build()
    {
        var builder = PortalHost.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        // What these two report reaches the operator as a sentence, or concerns the web server alone.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        builder.Services.AddSingleton(Console);
        builder.Services.AddElectorCommands();
        builder.Services.AddContestCommands();
        builder.Services.AddIdentifierCommands();
        builder.Services.AddInvitationCommands();
        builder.Services.AddBounceCommands();
        builder.Services.AddAgentCommands();
        surroundings.Services(builder.Services);
        return builder.Build();
    }

    /// <summary>Null for what can only be a defect of the program.</summary>
    private static string? Explain(Exception failure) => failure switch
    {
        CommandFailure known => known.Message,
        OperationCanceledException => "Interrompu : rien n'a été appliqué.",
        FileNotFoundException missing => $"Le fichier « {missing.FileName} » n'existe pas.",
        DirectoryNotFoundException => "Le dossier du fichier n'existe pas.",
        UnauthorizedAccessException => "Le fichier ne peut pas être ouvert : ce n'est pas un fichier, ou vos droits ne suffisent pas.",
        ArgumentException { ParamName: "path" } => "Le nom du fichier est vide ou impossible.",
        IOException trouble => $"La lecture ou l'écriture d'un fichier a échoué : {trouble.Message}",
        _ when failure.GetBaseException() is DbException or SocketException =>
            $"La base de données ne répond pas ou a refusé le travail ; rien n'a été appliqué. Sa réponse : {failure.GetBaseException().Message}",
        _ => null,
    };
}
