using System.Text.RegularExpressions;

namespace ElectorPortal.Domain.Delivery;

/// <summary>What a mail server reports of a mail; the graver, the greater.</summary>
public enum DsnAction
{
    /// <summary>Handed to a list, whose members get it.</summary>
    Expanded,

    /// <summary>Handed to a server that reports nothing.</summary>
    Relayed,
    Delivered,
    Delayed,
    Failed,
}

/// <summary>The words of a delivery status notification (RFC 3464), and its status codes (RFC 3463).</summary>
public static partial class DsnStatus
{
    /// <param name="field">The field <c>Action</c>; a comment may follow the word.</param>
    /// <returns>Null for a word that RFC 3464 does not know.</returns>
    public static DsnAction? ParseAction(string? field) => Word().Match(field?.Trim() ?? "").Value.ToLowerInvariant() switch
    {
        "failed" => DsnAction.Failed,
        "delayed" => DsnAction.Delayed,
        "delivered" => DsnAction.Delivered,
        "relayed" => DsnAction.Relayed,
        "expanded" => DsnAction.Expanded,
        _ => null,
    };

    /// <summary>The state of a message of which that was reported; null where the report says nothing of its arrival.</summary>
    public static OutboxStatus? ToStatus(DsnAction action) => action switch
    {
        DsnAction.Failed => OutboxStatus.FailedPermanent,
        DsnAction.Delayed => OutboxStatus.Submitted,
        DsnAction.Delivered => OutboxStatus.Delivered,
        _ => null,
    };

    /// <summary>
    /// The reason kept with a mail that came back or is late, <c>dsn-5.1.1</c>. Where the field is no code of a failure, it is "other
    /// undefined status", as the RFC has it: text from outside is never kept.
    /// </summary>
    /// <param name="field">The field <c>Status</c>; a comment may follow the code.</param>
    public static string? Reason(DsnAction action, string? field)
    {
        var undefined = action switch { DsnAction.Failed => "5.0.0", DsnAction.Delayed => "4.0.0", _ => null };
        if (undefined is null)
            return null;

        var code = FailureCode().Match(field?.Trim() ?? "");
        return $"dsn-{(code.Success ? code.Groups[1].Value : undefined)}";
    }

    [GeneratedRegex(@"\A[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A([45]\.(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2}))(?![0-9A-Za-z.])", RegexOptions.CultureInvariant)]
    private static partial Regex FailureCode();
}
