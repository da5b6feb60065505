namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Throttling</c>: what one network may do, an IPv4 address or the /64 of an IPv6 one.</summary>
internal sealed class ThrottlingOptions : ISettings
{
    public static string Section => "Throttling";

    public int WrongPasswordsPerNetwork { get; set; } = 500;

    /// <summary>Addresses typed on the first page and on that of the forgotten password, counted on each node by itself.</summary>
    public int EntriesPerNetwork { get; set; } = 10_000;

    /// <summary>In which both are counted.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(10);

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (WrongPasswordsPerNetwork < 1)
            yield return "Throttling:WrongPasswordsPerNetwork doit être au moins 1.";
        if (EntriesPerNetwork < 1)
            yield return "Throttling:EntriesPerNetwork doit être au moins 1.";
        if (Period < TimeSpan.FromMinutes(1) || Period > TimeSpan.FromHours(1))
            yield return "Throttling:Period doit être compris entre 00:01 et 01:00.";
    }
}
