using System.Globalization;

namespace ElectorPortal.Load;

/// <summary>The command line: a command, then options with a number each.</summary>
internal sealed class Words(string[] arguments)
{
    public string? Command => arguments.FirstOrDefault();

    public int Number(string option, int otherwise) =>
        Array.IndexOf(arguments, $"--{option}") is > 0 and var at && at + 1 < arguments.Length
            ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture)
            : otherwise;
}
