using System.CommandLine;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>What the operator asks to be done with a file.</summary>
internal sealed record FileRequest
{
    public required string Path { get; init; }

    /// <summary>Where the lines that are not applied go; null for the console.</summary>
    public required string? RejectsPath { get; init; }

    public required bool DryRun { get; init; }
}

/// <summary>The words of a command that reads a file of lines.</summary>
internal sealed class FileWords
{
    private readonly Argument<string> file = new("FICHIER") { Description = "Liste au format CSV (points-virgules, UTF-8)." };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Dit ce qui serait fait, sans rien écrire dans la base." };

    private readonly Option<string?> rejects = new("--rejects") { Description = "Fichier où écrire les lignes rejetées.", HelpName = "FICHIER" };

    public Command Create(string name, string description) => new(name, description) { file, dryRun, rejects };

    public FileRequest Read(ParseResult words) => new()
    {
        Path = words.GetRequiredValue(file),
        RejectsPath = words.GetValue(rejects),
        DryRun = words.GetValue(dryRun),
    };
}
