using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <summary>
/// The file of voting notices, under a provisional name until the database holds what it says. A file that bears its final name is
/// therefore always the truth; one that still bears the provisional name is judged by the database.
/// </summary>
internal sealed class NoticeFile(string path)
{
    private const string Header = "email;civilite;nom;prenoms;academie;affectation;identifiant";

    private readonly string provisional = path + ".partiel";

    /// <summary>Whether the name is taken, by a file or a folder.</summary>
    public bool Exists => Path.Exists(path) || Path.EndsInDirectorySeparator(path);

    /// <summary>Whether an earlier run ended before it could name its file.</summary>
    public bool IsUnfinished => File.Exists(provisional);

    public StreamWriter Create()
    {
        var writer = PrivateFile.Create(provisional);
        writer.WriteLine(Header);
        return writer;
    }

    public static string Line(string email, string civility, string lastName, string firstNames, string academy, string posting, VoterIdentifier identifier) =>
        string.Join(
            CsvRecord.Separator,
            [email, .. new[] { civility, lastName, firstNames, academy, posting }.Select(CsvCell.Harmless).Select(CsvCell.Quote), identifier.Reveal()]);

    /// <summary>Returns once the file would survive a power cut.</summary>
    public static async Task SecureAsync(StreamWriter writer, CancellationToken cancellation)
    {
        await writer.FlushAsync(cancellation);
        ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
    }

    public void Publish() => File.Move(provisional, path);

    public void Discard() => File.Delete(provisional);

    /// <summary>One identifier of the unfinished file; null where it has none.</summary>
    public VoterIdentifier? AnyIdentifier() =>
        File.ReadLines(provisional).Skip(1).FirstOrDefault() is { } line
        && VoterIdentifier.TryParse(line.Split(CsvRecord.Separator)[^1], out var identifier)
            ? identifier
            : null;

    public int CountUnfinished() => CsvInspection.CountLines(provisional) - 1;
}
