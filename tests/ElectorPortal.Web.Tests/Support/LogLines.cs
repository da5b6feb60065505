using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Keeps all that a portal logs, of every category and level that its settings let through.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Text, Exception? Exception)> entries = new();

    public IReadOnlyCollection<(string Text, Exception? Exception)> Entries => entries;

    /// <summary>All of it, exceptions included.</summary>
    public string Text => string.Join('\n', entries.Select(entry => $"{entry.Text} {entry.Exception}"));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue((formatter(state, exception), exception));

    public void Dispose()
    {
    }
}
