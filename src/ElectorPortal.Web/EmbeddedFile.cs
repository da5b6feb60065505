using System.Reflection;

namespace ElectorPortal.Web;

/// <summary>Files that travel inside the program: message texts, lists, recordings.</summary>
internal static class EmbeddedFile
{
    private static readonly Assembly Program = typeof(EmbeddedFile).Assembly;

    /// <param name="name">The path within the project, with dots: <c>Data.Academies.csv</c>.</param>
    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static Stream Open(string name) =>
        Program.GetManifestResourceStream($"ElectorPortal.Web.{name}")
        ?? throw new InvalidOperationException($"The program holds no resource {name}.");
}
