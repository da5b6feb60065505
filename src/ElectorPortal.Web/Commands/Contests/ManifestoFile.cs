using System.Security.Cryptography;
using ElectorPortal.Domain.Contests;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>A PDF file that stands beside the file of lists, checked: a document, and nothing that acts when it is opened.</summary>
internal sealed record ManifestoFile(string Name, byte[] Content, byte[] Digest)
{
    private const int TailLength = 1024;

    /// <summary>Names of a PDF's dictionaries that run something, send something, or carry another file (ISO 32000-1, 12.6 and 7.11).</summary>
    private static readonly string[] Acting = ["/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/SubmitForm", "/ImportData", "/RichMedia", "/XFA"];

    public Manifesto ToManifesto() => new() { FileName = Name, Content = Content, Digest = Digest, Length = Content.Length };

    /// <param name="file">Null where there is a problem.</param>
    /// <returns>What is wrong with it, in French; null where it may be shown to electors.</returns>
    public static string? Read(string folder, string name, out ManifestoFile? file)
    {
        file = null;
        if (name != Path.GetFileName(name) || name.AsSpan().IndexOfAny("/\\:") >= 0 || name is "." or "..")
            return "Le nom du fichier ne doit comporter aucun dossier : le fichier se trouve à côté de la liste.";

        var info = new FileInfo(Path.Combine(folder, name));
        if (!info.Exists)
            return "Ce fichier ne se trouve pas à côté de la liste.";
        if (info.LinkTarget is not null)
            return "Ce fichier est un lien : il faut le fichier lui-même.";
        if (info.Length > Manifesto.MaxBytes)
            return $"Ce fichier dépasse {Manifesto.MaxBytes / (1024 * 1024)} Mo.";

        var content = File.ReadAllBytes(info.FullName);
        if (!content.AsSpan().StartsWith("%PDF-"u8) || content.AsSpan(Math.Max(content.Length - TailLength, 0)).IndexOf("%%EOF"u8) < 0)
            return "Ce fichier n'est pas un PDF entier.";
        if (Acting.FirstOrDefault(word => Holds(content, word)) is { } acting)
            return $"Ce PDF contient un élément actif ({acting[1..]}) : enregistrez-le sans script ni fichier joint.";

        file = new ManifestoFile(name, content, SHA256.HashData(content));
        return null;
    }

    /// <summary>The name followed by something that is no letter of a longer one: <c>/JS</c> is not <c>/JSomething</c>.</summary>
    private static bool Holds(byte[] content, string word)
    {
        var name = System.Text.Encoding.ASCII.GetBytes(word);
        var rest = content.AsSpan();
        while (rest.IndexOf(name) is >= 0 and var found)
        {
            rest = rest[(found + name.Length)..];
            if (rest.Length == 0 || !char.IsAsciiLetterOrDigit((char)rest[0]) || word.EndsWith("File", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
