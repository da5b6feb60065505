using System.Text;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>Files that hold personal data or secrets: nobody but their owner reads them, from the first byte on.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the file, in UTF-8 without a byte order mark: what reads it is a program more often than a spreadsheet.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    public static StreamWriter Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new StreamWriter(new FileStream(path, options), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
