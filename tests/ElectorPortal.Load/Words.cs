using System.Globalization;

namespace ElectorPortal.Load;

/// <summary>The command line: a command, then options with a value each.</summary>
internal sealed class Words(string[] arguments)
{
    public string? Command => arguments.FirstOrDefault();

    public int Number(string option, int otherwise) =>
        Text(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Null where the option is not given.</summary>
    public string? Text(string option) =>
        Array.IndexOf(arguments, $"--{option}") is > 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
