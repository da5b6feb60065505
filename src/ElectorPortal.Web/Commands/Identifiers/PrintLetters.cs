using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <param name="NoticesPath">A file of notices, as <c>identifiers issue</c> writes it.</param>
/// <param name="Academy">As people write it; null for all.</param>
internal sealed record LetterRequest(string NoticesPath, string LettersPath, string? Academy);

/// <summary>Makes print-ready letters of a file of notices, in one pass; what stops it leaves no letters behind.</summary>
internal sealed class PrintLetters(LetterPrinter printer, CommandConsole console)
{
    private static readonly string[] Columns = ["email", "civilite", "nom", "prenoms", "academie", "affectation", "identifiant"];

    /// <returns>How many letters the file holds.</returns>
    /// <exception cref="CommandFailure">The notices cannot be read, none is of that académie, or the letters exist already.</exception>
    public Task<int> ExecuteAsync(LetterRequest request, CancellationToken cancellation)
    {
        var notices = CsvFile.Open(request.NoticesPath);
        notices.CheckColumns(Columns, Columns);
        if (Path.Exists(request.LettersPath))
            throw new CommandFailure($"« {request.LettersPath} » existe déjà : rien n'a été fait.");

        var provisional = request.LettersPath + ".partiel";
        File.Delete(provisional);
        return console.WithProgressAsync("Lettres", notices.LineCount, progress =>
        {
            try
            {
                var count = Print(notices, request, provisional, progress, cancellation);
                File.Move(provisional, request.LettersPath);
                return Task.FromResult(count);
            }
            finally
            {
                File.Delete(provisional);
            }
        });
    }

    private int Print(CsvFile notices, LetterRequest request, string path, Action<long> progress, CancellationToken cancellation)
    {
        var academy = request.Academy is null ? null : Names.Fold(request.Academy);
        using var stream = PrivateFile.Create(path).BaseStream;
        using var document = printer.Begin(stream);
        var count = 0;
        foreach (var record in notices.Records())
        {
            cancellation.ThrowIfCancellationRequested();
            var notice = Read(notices, record);
            if (academy is null || Names.Fold(notice.Academy) == academy)
            {
                printer.Print(document, notice);
                count++;
            }

            progress(record.Line);
        }

        if (count == 0)
            throw new CommandFailure(academy is null ? "Le fichier ne contient aucune notice." : $"Aucune notice n'est de l'académie « {request.Academy} ». Rien n'a été fait.");
        document.Close();
        return count;
    }

    private static VotingNotice Read(CsvFile notices, CsvRecord record)
    {
        if (CellReader.Open(notices.Columns, record, out var problem) is not { } cells)
            throw new CommandFailure($"Ligne {record.Line} : {problem} Rien n'a été fait.");

        if (!VoterIdentifier.TryParse(cells.Text("identifiant"), out var identifier))
            throw new CommandFailure($"Ligne {record.Line} : ce n'est pas un identifiant électeur. Rien n'a été fait.");
        return new VotingNotice(
            cells.Text("civilite"), cells.Text("nom"), cells.Text("prenoms"), cells.Text("academie"), cells.Text("affectation"), identifier);
    }
}
