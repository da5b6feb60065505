namespace ElectorPortal.Web.Commands;

/// <summary>The command cannot do its work, and nothing was applied: exit code 1 and the message, written for the operator.</summary>
internal sealed class CommandFailure(string message) : Exception(message);
