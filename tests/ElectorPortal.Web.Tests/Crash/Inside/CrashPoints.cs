using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ElectorPortal.Web.Tests.Crash.Inside;

/// <summary>
/// Names the instants at which a portal may be struck, out of what .NET's own diagnostics say of it:
/// <list type="bullet">
/// <item><c>write-begins</c>, <c>write-done</c>: a statement that changes rows, and its text;</item>
/// <item><c>save-begins</c>, <c>save-done</c>: a commit, with the text of all that it commits; a statement outside any transaction commits itself;</item>
/// <item><c>call-begins</c>, <c>call-answered</c>: a call to the operator, method and address, and the status of its answer;</item>
/// <item><c>page-begins</c>, <c>page-done</c>: a request to the portal.</item>
/// </list>
/// </summary>
internal sealed partial class CrashPoints(Trap trap) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly string Executing = RelationalEventId.CommandExecuting.Name!;
    private static readonly string Executed = RelationalEventId.CommandExecuted.Name!;
    private static readonly string Started = RelationalEventId.TransactionStarted.Name!;
    private static readonly string Committing = RelationalEventId.TransactionCommitting.Name!;
    private static readonly string Committed = RelationalEventId.TransactionCommitted.Name!;

    /// <summary>What each open transaction wrote so far, by connection.</summary>
    private readonly ConcurrentDictionary<Guid, StringBuilder> written = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.EntityFrameworkCore" or "HttpHandlerDiagnosticListener" or "Microsoft.AspNetCore")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            case CommandEventData command when value.Key == Executing:
                WriteBegins(command);
                break;
            case CommandEventData command when value.Key == Executed:
                WriteDone(command);
                break;
            case TransactionEventData transaction when value.Key == Started:
                written[transaction.ConnectionId] = new StringBuilder();
                break;
            case TransactionEventData transaction when value.Key == Committing:
                trap.Pass($"save-begins {written.GetValueOrDefault(transaction.ConnectionId)}");
                break;
            case TransactionEndEventData transaction when value.Key == Committed:
                written.TryRemove(transaction.ConnectionId, out var texts);
                trap.Pass($"save-done {texts}");
                break;
            default:
                OnWire(value.Key, value.Value);
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void WriteBegins(CommandEventData data)
    {
        if (!Write().IsMatch(data.Command.CommandText))
            return;

        if (data.Command.Transaction is null)
            trap.Pass($"save-begins {data.Command.CommandText}");
        else
            written.GetOrAdd(data.ConnectionId, _ => new StringBuilder()).AppendLine(data.Command.CommandText);
        trap.Pass($"write-begins {data.Command.CommandText}");
    }

    private void WriteDone(CommandEventData data)
    {
        if (!Write().IsMatch(data.Command.CommandText))
            return;

        trap.Pass($"write-done {data.Command.CommandText}");
        if (data.Command.Transaction is null)
            trap.Pass($"save-done {data.Command.CommandText}");
    }

    private void OnWire(string name, object? payload)
    {
        switch (name)
        {
            case "System.Net.Http.HttpRequestOut.Start":
                trap.Pass($"call-begins {Read<HttpRequestMessage>(payload, "Request")?.Method} {Read<HttpRequestMessage>(payload, "Request")?.RequestUri}");
                break;
            case "System.Net.Http.HttpRequestOut.Stop" when Read<HttpResponseMessage>(payload, "Response") is { } answer:
                trap.Pass($"call-answered {answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} {(int)answer.StatusCode}");
                break;
            case "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start" when payload is Microsoft.AspNetCore.Http.HttpContext context:
                trap.Pass($"page-begins {context.Request.Method} {context.Request.Path}");
                break;
            case "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop" when payload is Microsoft.AspNetCore.Http.HttpContext context:
                trap.Pass($"page-done {context.Request.Method} {context.Request.Path} {context.Response.StatusCode}");
                break;
        }
    }

    private static T? Read<T>(object? payload, string name)
        where T : class => payload?.GetType().GetProperty(name)?.GetValue(payload) as T;

    [GeneratedRegex(@"\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE)\b")]
    private static partial Regex Write();
}
