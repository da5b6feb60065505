namespace ElectorPortal.Web.Commands;

/// <summary>Where a command reads and writes, and what a test puts in place of the outside world.</summary>
internal sealed class CommandSurroundings
{
    /// <summary>Opened by the command that reads its standard input.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether somebody watches: a bar that moves, instead of lines.</summary>
    public bool IsTerminal { get; init; }

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public static CommandSurroundings Terminal() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsOutputRedirected,
    };
}
