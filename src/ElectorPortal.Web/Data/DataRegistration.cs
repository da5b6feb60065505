using ElectorPortal.Web.Data.PostgreSql;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Watching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectorPortal.Web.Data;

internal static class DataRegistration
{
    /// <summary>
    /// A connection that was lost is tried again at once. A database that is away is said within a second or two: the proxy then asks another
    /// node, while whoever waits for a minute gives up.
    /// </summary>
    private const int Retries = 3;

    /// <inheritdoc cref="Retries"/>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// One context class per database, chosen by <c>Database:Provider</c>, used everywhere as <see cref="PortalDbContext"/>; pooled, since to
    /// make one costs as much as to render a page.
    /// </summary>
    public static void AddPortalData(this IHostApplicationBuilder builder)
    {
        // A word that is no provider is reported with the other settings, before any database is opened.
        _ = Enum.TryParse(builder.Configuration["Database:Provider"], ignoreCase: true, out DatabaseProvider provider);
        switch (provider)
        {
            case DatabaseProvider.SqlServer:
                builder.Services.AddDbContextPool<PortalDbContext, SqlServerPortalDbContext>((services, options) =>
                    options.UseSqlServer(ConnectionString(services), sql => sql.EnableRetryOnFailure(Retries, LongestPause, null))
                        .AddInterceptors(Listeners(services)));
                break;
            case DatabaseProvider.PostgreSql:
                builder.Services.AddDbContextPool<PortalDbContext, PostgreSqlPortalDbContext>((services, options) =>
                    options.UseNpgsql(PostgreSqlConnections.Tuned(ConnectionString(services)), sql => sql.EnableRetryOnFailure(Retries, LongestPause, null))
                        .ReplaceService<IDatabase, BulkSaves>()
                        .AddInterceptors(Listeners(services)));
                builder.Services.AddHostedService<GrownTables>();
                break;
            default:
                builder.Services.AddDbContextPool<PortalDbContext, SqlitePortalDbContext>((services, options) =>
                    options.UseSqlite(ConnectionString(services))
                        .AddInterceptors(Listeners(services)));
                break;
        }

        builder.Services.AddSingleton<AcademyCache>();
        builder.Services.AddSingleton<IncidentBanner>();
        builder.Services.AddScoped<DatabasePreparation>();
    }

    private static IInterceptor[] Listeners(IServiceProvider services) =>
        [services.GetRequiredService<OutboxWakeUp>(), services.GetRequiredService<JournalCounter>()];

    private static string ConnectionString(IServiceProvider services) =>
        services.GetRequiredService<DatabaseOptions>().ConnectionString!;
}
