using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>Keeps what a portal logs, and looks at its end for the secrets of the tests' people: in the log, and in the database as it lies on disk.</summary>
internal sealed partial class SecretWatch : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <param name="database">The file; its journal beside it is looked at as well.</param>
    public void AssertKept(string database)
    {
        var files = new[] { database, $"{database}-wal" }.Where(File.Exists).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        foreach (var text in files.Append(string.Join('\n', lines)))
            Assert.Equal("", Secret().Match(text).Value);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }

    /// <summary>Passwords that the tests choose, every NUMEN that they invent, and the token of a link.</summary>
    [GeneratedRegex(@"Chemin-de-fer7|Verger-en-fleur3|six canards au fond|20E[0-9]{7}ABC|token=[\w-]{20,}")]
    private static partial Regex Secret();
}
