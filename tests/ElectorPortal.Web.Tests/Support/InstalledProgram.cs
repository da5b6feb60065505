namespace ElectorPortal.Web.Tests.Support;

/// <summary>A program of this machine that a test starts.</summary>
internal static class InstalledProgram
{
    /// <param name="folders">Looked at before those of the PATH.</param>
    /// <returns>Its whole path; null where it is not installed.</returns>
    public static string? Find(string name, params IEnumerable<string> folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
