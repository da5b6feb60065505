using System.Data.Common;
using System.Net;

namespace ElectorPortal.Web.Settings;

/// <summary>What no setting of a portal in Production may hold.</summary>
internal static class Unsafe
{
    private static readonly string[] Placeholders = ["changeme", "change-me", "change_me", "placeholder", "todo", "à remplacer", "a remplacer"];

    /// <summary>A secret that stands in a documentation, and was never replaced.</summary>
    public static bool IsPlaceholder(string? secret) =>
        secret?.Trim() is { Length: > 0 } text
        && (Placeholders.Contains(text, StringComparer.OrdinalIgnoreCase)
            || (text.StartsWith('<') && text.EndsWith('>'))
            || text.All(c => c is 'x' or 'X' or '*'));

    /// <summary>Whether what is said to this host leaves the machine.</summary>
    public static bool IsElsewhere(string? host)
    {
        var name = host?.Trim('[', ']', ' ') ?? "";
        var isHere = name.Length == 0 || name[0] is '/' or '.' or '('
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
        return !isHere;
    }

    /// <summary>What a connection to a database elsewhere leaves open: passwords in clear, or another server in the place of the right one.</summary>
    public static IEnumerable<string> ConnectionProblems(DatabaseProvider provider, string connection)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        if (IsPlaceholder(Value("Password") ?? Value("Pwd")))
            yield return "ConnectionStrings:Portal contient un mot de passe d'exemple.";
        if (!IsElsewhere(Host(Value("Host") ?? Value("Server") ?? Value("Data Source") ?? Value("Address") ?? "")))
            yield break;

        if (provider == DatabaseProvider.SqlServer && (Means(Value("Encrypt"), "false", "no", "optional") || Means(Value("TrustServerCertificate") ?? Value("Trust Server Certificate"), "true", "yes")))
            yield return "ConnectionStrings:Portal doit chiffrer et vérifier le serveur en production : sans Encrypt=False ni TrustServerCertificate=True.";
        if (provider == DatabaseProvider.PostgreSql && !Means(Value("SSL Mode") ?? Value("SslMode"), "VerifyFull", "verify-full", "VerifyCA", "verify-ca"))
            yield return "ConnectionStrings:Portal doit chiffrer et vérifier le serveur en production : SSL Mode=VerifyFull.";

        string? Value(string key) => parts.TryGetValue(key, out var value) ? value.ToString() : null;
    }

    private static bool Means(string? value, params string[] meanings) =>
        value is not null && meanings.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Of <c>tcp:host\instance,1433</c>.</summary>
    private static string Host(string server) => server.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',', '\\')[0];
}
