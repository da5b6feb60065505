namespace ElectorPortal.Web.Settings;

internal enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}

/// <summary>Section <c>Database</c>; the connection itself is <c>ConnectionStrings:Portal</c>.</summary>
internal sealed class DatabaseOptions : ISettings
{
    public static string Section => "Database";

    public const string ConnectionName = "Portal";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>From <c>ConnectionStrings:Portal</c>; SQLite alone has a default.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The embedded database has a place of its own below the program; a server has none to guess.</summary>
    public static string? DefaultConnection(DatabaseProvider provider, string contentRoot) =>
        provider == DatabaseProvider.Sqlite ? $"Data Source={Path.Combine(contentRoot, "App_Data", "portal.db")}" : null;

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (Provider != DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return $"ConnectionStrings:Portal manque : la base {Provider} n'a pas d'adresse par défaut.";
        }
        else if (environment.IsProduction() && Provider != DatabaseProvider.Sqlite)
        {
            foreach (var problem in Unsafe.ConnectionProblems(Provider, ConnectionString!))
                yield return problem;
        }
    }
}
