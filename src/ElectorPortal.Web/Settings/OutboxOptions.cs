namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Outbox</c>: how much may wait, and how fast it may leave.</summary>
internal sealed class OutboxOptions : ISettings
{
    public static string Section => "Outbox";

    /// <summary>Messages that may wait on one channel before the portal refuses what would write another.</summary>
    public int MaxBacklog { get; set; } = 10_000;

    /// <summary>Mails a second that one node hands over at most; empty: as fast as the server takes them.</summary>
    public int? MailPerSecond { get; set; }

    /// <summary>SMS a second that one node hands over at most; empty: as fast as the operator takes them.</summary>
    public int? SmsPerSecond { get; set; }

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (MaxBacklog < 1)
            yield return "Outbox:MaxBacklog doit être au moins 1.";
        if (MailPerSecond < 1)
            yield return "Outbox:MailPerSecond doit être au moins 1, ou absent.";
        if (SmsPerSecond < 1)
            yield return "Outbox:SmsPerSecond doit être au moins 1, ou absent.";
    }
}
